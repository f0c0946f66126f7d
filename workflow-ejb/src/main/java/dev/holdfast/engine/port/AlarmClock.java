package dev.holdfast.engine.port;

import java.time.Instant;

/**
 * Calls back at a point in time. An alarm is only a hint: what it is set for is stored elsewhere,
 * or lost together with this process without harm.
 */
public interface AlarmClock {

  /**
   * Sets an alarm.
   *
   * @param at when to call; at once when it has passed. May come late, never early
   * @param action what to call, quick and without blocking, on any thread
   * @return switches the alarm off; harmless when it has rung
   */
  Alarm set(Instant at, Runnable action);

  /** Is an alarm that was set. */
  @FunctionalInterface
  interface Alarm {

    /** Switches the alarm off. */
    void cancel();
  }
}
