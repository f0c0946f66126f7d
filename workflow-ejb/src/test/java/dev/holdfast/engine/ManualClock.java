package dev.holdfast.engine;

import dev.holdfast.engine.port.AlarmClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Is a clock that stands still until it is moved by hand; then its alarms ring in order. */
final class ManualClock implements InstantSource, AlarmClock {

  private record Entry(Instant at, long order, Runnable action) {}

  private final List<Entry> alarms = new ArrayList<>();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private long order;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public Alarm set(Instant at, Runnable action) {
    Entry entry;
    synchronized (this) {
      entry = new Entry(at, order++, action);
      if (at.isAfter(now)) {
        alarms.add(entry);
        return () -> cancel(entry);
      }
    }
    action.run();
    return () -> {};
  }

  void advance(Duration duration) {
    Instant target = instant().plus(duration);
    while (true) {
      Optional<Entry> next = takeDue(target);
      if (next.isEmpty()) {
        return;
      }
      next.get().action().run();
    }
  }

  private synchronized Optional<Entry> takeDue(Instant target) {
    Optional<Entry> next =
        alarms.stream()
            .filter(entry -> !entry.at().isAfter(target))
            .min(Comparator.comparing(Entry::at).thenComparing(Entry::order));
    next.ifPresent(alarms::remove);
    now = next.map(Entry::at).filter(at -> at.isAfter(now)).orElse(next.isPresent() ? now : target);
    return next;
  }

  private synchronized void cancel(Entry entry) {
    alarms.remove(entry);
  }
}
