package dev.holdfast.engine.model;

import dev.holdfast.api.InvalidRequestException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a message of a queue as far as the engine cares.
 *
 * @param id identifies it wherever it is delivered or kept: a message of the same id is the same
 * @param queue {@link #EVENTS} or {@link #COMMANDS}
 * @param properties its properties as texts
 * @param body its text; null for none
 * @param isText whether it is a text message; what else it may hold is not looked at
 */
public record QueueMessage(
    String id,
    String queue,
    Map<String, String> properties,
    @Nullable String body,
    boolean isText) {

  /** Queue of events for instances. */
  public static final String EVENTS = "workflow.events";

  /** Queue of new instances. */
  public static final String COMMANDS = "workflow.commands";

  /** Copies the map. */
  public QueueMessage {
    properties = Map.copyOf(properties);
  }

  /**
   * Returns a property.
   *
   * @param name its name
   * @return its value, or empty when it is not set
   */
  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /**
   * Returns a property that must be there.
   *
   * @param name its name
   * @return its value
   * @throws InvalidRequestException {@code request.invalid} when it is not set
   */
  public String required(String name) {
    return property(name)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "request.invalid",
                    "The message has no property '%s': set it as a string property. (request.invalid)"
                        .formatted(name)));
  }

  /**
   * Returns this message as if it had no text.
   *
   * @return the new record
   */
  public QueueMessage withoutBody() {
    return new QueueMessage(id, queue, properties, null, false);
  }

  /**
   * Returns the JSON text.
   *
   * @return the text; empty when there is none
   * @throws InvalidRequestException {@code request.invalid} when it is not a text message
   */
  public Optional<String> json() {
    if (!isText) {
      throw new InvalidRequestException(
          "request.invalid",
          "The message is not a TextMessage: send the JSON as text. (request.invalid)");
    }
    return Optional.ofNullable(body).filter(text -> !text.isBlank());
  }
}
