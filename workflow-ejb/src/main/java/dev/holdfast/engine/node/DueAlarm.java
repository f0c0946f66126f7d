package dev.holdfast.engine.node;

import dev.holdfast.engine.port.AlarmClock;
import dev.holdfast.engine.port.AlarmClock.Alarm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is the one alarm for the next due instance, however many are waiting. Only a hint: the table
 * tells what is due.
 */
final class DueAlarm {

  private final AlarmClock alarms;
  private final Runnable action;
  private Instant setFor = Instant.MAX;
  private @Nullable Alarm alarm;

  DueAlarm(AlarmClock alarms, Runnable action) {
    this.alarms = alarms;
    this.action = action;
  }

  /** Makes sure that the alarm rings at this time or earlier. */
  synchronized void ringAt(Instant at) {
    if (at.isBefore(setFor)) {
      off();
      setFor = at;
      alarm = alarms.set(at, this::rang);
    }
  }

  synchronized void off() {
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
