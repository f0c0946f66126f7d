package dev.holdfast.benchmark.holdfast;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Sends messages to the queues of Holdfast, by the connection factory of the server. Thread-safe.
 *
 * @param connections pools its connections, so each message has a context of its own
 * @param commands takes new instances
 * @param events takes events
 */
record Queues(ConnectionFactory connections, Queue commands, Queue events) {

  /** Finds them by the names that are set up for Payara Micro, else by those of the EAR. */
  static Queues find() {
    try {
      return find("jms/holdfastConnectionFactory", "jms/workflow.commands", "jms/workflow.events");
    } catch (NamingException onMicroOnly) {
      try {
        return find(
            "java:comp/DefaultJMSConnectionFactory",
            "java:app/jms/commands",
            "java:app/jms/events");
      } catch (NamingException e) {
        e.addSuppressed(onMicroOnly);
        throw new IllegalStateException("The queues of Holdfast are not in the server's JNDI", e);
      }
    }
  }

  @SuppressWarnings("BanJNDI") // every name is written above
  private static Queues find(String connections, String commands, String events)
      throws NamingException {
    return new Queues(
        InitialContext.doLookup(connections),
        InitialContext.doLookup(commands),
        InitialContext.doLookup(events));
  }

  /** Sends a message; when this returns, the broker has stored it. */
  void send(Queue queue, Map<String, String> properties, String text) {
    try (JMSContext context = connections.createContext()) {
      JMSProducer producer = context.createProducer();
      properties.forEach(producer::setProperty);
      producer.send(queue, text);
    }
  }
}
