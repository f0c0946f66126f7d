package dev.holdfast.jms;

import dev.holdfast.api.InvalidRequestException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Is a message as far as the engine cares.
 *
 * @param id id given by its broker
 * @param properties its properties as texts
 * @param body its text; null when it is not a text message
 */
record IncomingMessage(String id, Map<String, String> properties, @Nullable String body) {

  /**
   * Reads a message.
   *
   * @throws JMSRuntimeException when the broker cannot give it; it will be delivered again
   */
  static IncomingMessage read(Message message) {
    try {
      Map<String, String> properties = new TreeMap<>();
      Enumeration<?> names = message.getPropertyNames();
      while (names.hasMoreElements()) {
        String name = String.valueOf(names.nextElement());
        properties.put(name, String.valueOf(message.getObjectProperty(name)));
      }
      @Nullable String body = message instanceof TextMessage text ? text.getText() : null;
      return new IncomingMessage(String.valueOf(message.getJMSMessageID()), properties, body);
    } catch (JMSException e) {
      throw new JMSRuntimeException("The message cannot be read", e.getErrorCode(), e);
    }
  }

  Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /**
   * Returns a property that must be there.
   *
   * @throws InvalidRequestException {@code request.invalid} when it is not
   */
  String required(String name) {
    return property(name)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "request.invalid",
                    "The message has no property '%s': set it as a string property. (request.invalid)"
                        .formatted(name)));
  }

  /**
   * Returns the JSON text; empty when there is no body.
   *
   * @throws InvalidRequestException {@code request.invalid} when it is not a text message
   */
  Optional<String> json(boolean isText) {
    if (!isText) {
      throw new InvalidRequestException(
          "request.invalid",
          "The message is not a TextMessage: send the JSON as text. (request.invalid)");
    }
    return Optional.ofNullable(body).filter(text -> !text.isBlank());
  }
}
