package dev.holdfast.jms;

import dev.holdfast.engine.model.QueueMessage;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads messages as they come from a broker. */
final class ReceivedMessage {

  private ReceivedMessage() {}

  /**
   * Reads a message.
   *
   * @param message the message
   * @param queue the queue it comes from
   * @param ids gives an id to a message whose sender has switched message ids off: such a message
   *     is not recognised when it is delivered again
   * @throws JMSRuntimeException when the broker cannot give it; it will be delivered again
   */
  static QueueMessage read(Message message, String queue, Supplier<String> ids) {
    try {
      Map<String, String> properties = new TreeMap<>();
      Enumeration<?> names = message.getPropertyNames();
      while (names.hasMoreElements()) {
        String name = String.valueOf(names.nextElement());
        properties.put(name, String.valueOf(message.getObjectProperty(name)));
      }
      String id = Optional.ofNullable(message.getJMSMessageID()).orElseGet(ids);
      @Nullable String body = message instanceof TextMessage text ? text.getText() : null;
      return new QueueMessage(id, queue, properties, body, message instanceof TextMessage);
    } catch (JMSException e) {
      throw new JMSRuntimeException("The message cannot be read", e.getErrorCode(), e);
    }
  }
}
