package dev.holdfast.samples.jms;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Sends messages that the broker keeps. */
final class QueueSender {

  private QueueSender() {}

  /**
   * Sends a message; it is with the broker when the call returns.
   *
   * @return the id that the message was given
   * @throws SendException when the broker cannot be reached or refuses
   */
  static String send(BrokerOptions broker, OutgoingMessage message) {
    try (ActiveMQConnectionFactory factory = factory(broker);
        JMSContext context =
            factory.createContext(broker.user(), broker.password(System.getenv()))) {
      TextMessage text = context.createTextMessage(message.body());
      JMSProducer producer = context.createProducer();
      for (Map.Entry<String, String> property : message.properties().entrySet()) {
        text.setStringProperty(property.getKey(), property.getValue());
      }
      producer.send(context.createQueue(message.queue()), text);
      return text.getJMSMessageID();
    } catch (JMSException | JMSRuntimeException e) {
      throw new SendException("Nothing was sent to " + broker.url(), e);
    }
  }

  private static ActiveMQConnectionFactory factory(BrokerOptions broker) {
    try {
      return new ActiveMQConnectionFactory(broker.url());
    } catch (RuntimeException e) {
      throw new SendException("The url " + broker.url() + " is not understood", e);
    }
  }
}
