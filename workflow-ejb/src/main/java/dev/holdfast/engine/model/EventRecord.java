package dev.holdfast.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is an event that was accepted for an instance and not necessarily taken yet.
 *
 * @param number place in the order of acceptance, increasing within an instance
 * @param instance number of the instance
 * @param epoch life of the instance it was accepted for
 * @param eventId its id, unique within that life
 * @param type what waits match
 * @param payload what was sent; null for none
 * @param receivedAt when it was accepted
 */
public record EventRecord(
    long number,
    long instance,
    int epoch,
    String eventId,
    String type,
    @Nullable EncodedValue payload,
    Instant receivedAt) {

  /**
   * Begins the types of events that the engine sends itself; callers may not choose such a type.
   */
  public static final String INTERNAL_PREFIX = "$";

  /**
   * Tells whether the engine has sent it itself.
   *
   * @return false for events of callers
   */
  public boolean isInternal() {
    return type.startsWith(INTERNAL_PREFIX);
  }
}
