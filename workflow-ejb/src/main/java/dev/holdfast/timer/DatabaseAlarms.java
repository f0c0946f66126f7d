package dev.holdfast.timer;

import dev.holdfast.engine.port.AlarmClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Sets alarms for points in time of a clock that may be corrected meanwhile: what rings early waits
 * for the rest.
 */
public final class DatabaseAlarms implements AlarmClock {

  private final EjbAlarmClock timers;
  private final InstantSource clock;

  /**
   * Makes an alarm clock.
   *
   * @param timers rings after a time
   * @param clock tells how much of it is left
   */
  public DatabaseAlarms(EjbAlarmClock timers, InstantSource clock) {
    this.timers = timers;
    this.clock = clock;
  }

  @Override
  public Alarm set(Instant at, Runnable action) {
    Ringing ringing = new Ringing(at, action);
    ringing.begin();
    return ringing;
  }

  private final class Ringing implements Alarm {

    private final Instant at;
    private final Runnable action;
    private @Nullable Alarm timer;
    private boolean cancelled;

    Ringing(Instant at, Runnable action) {
      this.at = at;
      this.action = action;
    }

    synchronized void begin() {
      if (!cancelled) {
        timer = timers.ringIn(Duration.between(clock.instant(), at), this::rang);
      }
    }

    private void rang() {
      if (clock.instant().isBefore(at)) {
        begin();
      } else {
        action.run();
      }
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      if (timer != null) {
        timer.cancel();
      }
    }
  }
}
