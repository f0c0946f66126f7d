package dev.holdfast.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is what is stored of a schedule.
 *
 * @param key identifies it
 * @param zone the time zone for which {@code nextAt} was found
 * @param nextAt when it is due; null while it is paused, or when it never fires again
 * @param lastAt the latest firing that created an instance; null before the first
 * @param paused whether it is kept from firing
 */
public record ScheduleRecord(
    ScheduleKey key,
    String zone,
    @Nullable Instant nextAt,
    @Nullable Instant lastAt,
    boolean paused) {

  /**
   * Returns a schedule that has never fired.
   *
   * @param key identifies it
   * @param zone its time zone
   * @param nextAt when it is due first; null for never
   * @return the schedule
   */
  public static ScheduleRecord first(ScheduleKey key, String zone, @Nullable Instant nextAt) {
    return new ScheduleRecord(key, zone, nextAt, null, false);
  }
}
