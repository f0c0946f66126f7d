package dev.holdfast.engine.model;

import dev.holdfast.api.LogType;
import java.time.Instant;

/**
 * Says that something has happened to an instance as a whole: a record of its log that leaves the
 * engine.
 *
 * @param number number of the instance
 * @param key the instance
 * @param eventId id of the record in the log of the instance
 * @param type queued, started, paused, completed, errored or terminated
 * @param version version of the code that the instance last ran on, or was created with before
 * @param at when it happened
 */
public record Notification(
    long number, InstanceKey key, long eventId, LogType type, String version, Instant at) {

  /**
   * Identifies it, so that who is told twice can notice.
   *
   * @return the same whenever it is sent; unique in the installation
   */
  public String id() {
    return number + "-" + eventId;
  }
}
