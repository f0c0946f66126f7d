package dev.holdfast.it;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.util.Map;

/**
 * Sends to the engine's queues by what the server offers its applications.
 *
 * @param connections the server's own connections
 * @param events queue {@code workflow.events}
 * @param commands queue {@code workflow.commands}
 */
public record Queues(ConnectionFactory connections, Queue events, Queue commands) {

  /** Looks them up. */
  public static Queues lookup(String connections, String events, String commands) {
    return new Queues(
        Container.lookup(connections, ConnectionFactory.class),
        Container.lookup(events, Queue.class),
        Container.lookup(commands, Queue.class));
  }

  /** Sends a text to the events queue and returns the message as it was sent. */
  public Message sendEvent(Map<String, String> properties, String text) {
    return send(events, properties, text);
  }

  /** Sends a text to the commands queue and returns the message as it was sent. */
  public Message sendCommand(Map<String, String> properties, String text) {
    return send(commands, properties, text);
  }

  /** Sends bytes to the events queue and returns the message as it was sent. */
  public Message sendBytes(Map<String, String> properties, byte[] bytes) {
    try (JMSContext context = connections.createContext()) {
      BytesMessage message = context.createBytesMessage();
      message.writeBytes(bytes);
      return send(context, events, properties, message);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells whether nothing is left in either queue. */
  public boolean areEmpty() {
    return isEmpty(events) && isEmpty(commands);
  }

  private Message send(Queue queue, Map<String, String> properties, String text) {
    try (JMSContext context = connections.createContext()) {
      TextMessage message = context.createTextMessage(text);
      return send(context, queue, properties, message);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Message send(
      JMSContext context, Queue queue, Map<String, String> properties, Message message)
      throws JMSException {
    for (Map.Entry<String, String> property : properties.entrySet()) {
      message.setStringProperty(property.getKey(), property.getValue());
    }
    context.createProducer().send(queue, message);
    return message;
  }

  private boolean isEmpty(Queue queue) {
    try (JMSContext context = connections.createContext();
        QueueBrowser browser = context.createBrowser(queue)) {
      return !browser.getEnumeration().hasMoreElements();
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
