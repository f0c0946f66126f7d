package dev.holdfast.engine.port;

import java.time.Instant;
import java.util.Map;

/** Keeps messages that cannot be accepted, with the reason, where an operator finds them. */
public interface ParkedMessages {

  /**
   * Stores a message in a new transaction, once for each message id.
   *
   * @param message the message
   */
  void park(ParkedMessage message);

  /**
   * Is a message that could not be accepted.
   *
   * @param messageId id given by its broker
   * @param queue the queue it came from
   * @param properties its properties as texts
   * @param body its body as text; a description when it was not text
   * @param code why it was not accepted, as a stable code
   * @param reason why it was not accepted, for people
   * @param parkedAt when
   */
  record ParkedMessage(
      String messageId,
      String queue,
      Map<String, String> properties,
      String body,
      String code,
      String reason,
      Instant parkedAt) {}
}
