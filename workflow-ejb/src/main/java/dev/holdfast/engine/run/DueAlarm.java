package dev.holdfast.engine.run;

import dev.holdfast.engine.port.AlarmClock;
import dev.holdfast.engine.port.AlarmClock.Alarm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is the one alarm for whatever is due next, however much is waiting. Only a hint: the table, or
 * whoever has set it, tells what is due. Thread-safe.
 */
public final class DueAlarm {

  private final AlarmClock alarms;
  private final Runnable action;
  private Instant setFor = Instant.MAX;
  private @Nullable Alarm alarm;

  /**
   * Makes an alarm that is off.
   *
   * @param alarms calls back in time
   * @param action what to call, quick and without blocking
   */
  public DueAlarm(AlarmClock alarms, Runnable action) {
    this.alarms = alarms;
    this.action = action;
  }

  /**
   * Makes sure that the alarm rings at this time or earlier.
   *
   * @param at when to ring, at once when it has passed
   */
  public synchronized void ringAt(Instant at) {
    if (at.isBefore(setFor)) {
      off();
      setFor = at;
      alarm = alarms.set(at, this::rang);
    }
  }

  /** Switches the alarm off; it may be set again. */
  public synchronized void off() {
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
    setFor = Instant.MAX;
  }

  private void rang() {
    synchronized (this) {
      setFor = Instant.MAX;
      alarm = null;
    }
    action.run();
  }
}
