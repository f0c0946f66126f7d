package dev.holdfast.engine.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is what an operator sees of a message that could not be accepted, besides its body.
 *
 * @param id id of the message
 * @param queue the queue it came from
 * @param properties its properties as texts
 * @param refusal why it was not accepted, the last time
 * @param parkedAt when it was parked
 * @param retries how often it was handed over again, each time in vain
 * @param retriedAt when that was done last; null for never
 * @param retriedBy who did that last; empty for nobody, or when unknown
 */
public record ParkedMessage(
    String id,
    String queue,
    Map<String, String> properties,
    Refusal refusal,
    Instant parkedAt,
    int retries,
    @Nullable Instant retriedAt,
    String retriedBy) {

  /** Copies the map. */
  public ParkedMessage {
    properties = Map.copyOf(properties);
  }

  /**
   * Says why a message was not accepted.
   *
   * @param code a stable code, such as {@code instance.not_found}
   * @param reason the same for people
   */
  public record Refusal(String code, String reason) {}

  /**
   * Returns a message that was parked just now.
   *
   * @param message the message
   * @param refusal why it was not accepted
   * @param at now
   * @return what there is to see of it
   */
  public static ParkedMessage of(QueueMessage message, Refusal refusal, Instant at) {
    return new ParkedMessage(
        message.id(), message.queue(), message.properties(), refusal, at, 0, null, "");
  }

  /**
   * Returns this message after another attempt in vain.
   *
   * @param why why it was not accepted this time
   * @param at now
   * @param by who wanted it; empty when unknown
   * @return the new record
   */
  public ParkedMessage retried(Refusal why, Instant at, String by) {
    return new ParkedMessage(id, queue, properties, why, parkedAt, retries + 1, at, by);
  }
}
