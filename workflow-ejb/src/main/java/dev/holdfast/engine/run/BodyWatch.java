package dev.holdfast.engine.run;

import dev.holdfast.engine.port.AlarmClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches the bodies in flight on this node with a single alarm: a body that ends quickly, as
 * nearly all do, costs one map entry and no timer of its own.
 */
public final class BodyWatch {

  /** After this time a body is shown as running to operators. */
  private static final Duration LONG_AFTER = Duration.ofMillis(500);

  private final AlarmClock alarms;
  private final InstantSource clock;
  private final Set<BodyRun> bodies = ConcurrentHashMap.newKeySet();
  private volatile Instant alarmAt = Instant.MAX;

  /**
   * Makes a watch.
   *
   * @param alarms rings for the next body due
   * @param clock tells the time
   */
  public BodyWatch(AlarmClock alarms, InstantSource clock) {
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Begins to watch the calling thread; the caller ends it with {@link #end}. */
  BodyRun begin(Duration timeout, BodyRun.Watcher watcher) {
    Instant now = clock.instant();
    BodyRun body = new BodyRun(now.plus(LONG_AFTER), now.plus(timeout), watcher);
    bodies.add(body);
    setAlarm(body.checkAt());
    return body;
  }

  /** Ends the watch. */
  BodyRun.End end(BodyRun body) {
    bodies.remove(body);
    return body.end();
  }

  private void setAlarm(Instant at) {
    if (!at.isBefore(alarmAt)) {
      return;
    }
    synchronized (this) {
      if (at.isBefore(alarmAt)) {
        alarmAt = at;
        alarms.set(at, this::ring);
      }
    }
  }

  private void ring() {
    synchronized (this) {
      alarmAt = Instant.MAX;
    }
    Instant now = clock.instant();
    bodies.stream().map(body -> body.check(now)).toList().forEach(Runnable::run);
    bodies.stream()
        .map(BodyRun::checkAt)
        .min(Comparator.naturalOrder())
        .filter(Instant.MAX::isAfter)
        .ifPresent(this::setAlarm);
  }
}
