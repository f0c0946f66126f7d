package dev.holdfast.testing;

import dev.holdfast.api.Durations;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.engine.port.AlarmClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Is a clock that stands still until it is moved by hand. What falls due on the way rings in order,
 * each at its own time, and the engine comes to rest before the clock goes on. Thread-safe.
 */
public final class TestClock implements InstantSource {

  /** What the clock shows at first. */
  public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private record Entry(Instant at, long order, Runnable action) {}

  private final ReentrantLock moving = new ReentrantLock();
  private final List<Entry> alarms = new ArrayList<>();
  private final Runnable tick;
  private final Runnable rest;
  private Instant now = START;
  private long order;

  /**
   * Makes a clock.
   *
   * @param tick is called at every stop, as a server's calendar timer would
   * @param rest returns when nothing goes on any more
   */
  TestClock(Runnable tick, Runnable rest) {
    this.tick = tick;
    this.rest = rest;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /**
   * Moves the clock. Returns when the engine is at rest: what was due has been done, as far as it
   * can be done without another move, an event or a body that blocks.
   *
   * @param duration how far; zero does what is due already
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new InvalidOptionException("The clock does not go back, was moved by " + duration);
    }
    advanceTo(instant().plus(duration));
  }

  /**
   * Moves the clock; see {@link #advance(Duration)}.
   *
   * @param duration a duration as text, such as {@code "7 days"}
   */
  public void advance(String duration) {
    advance(Durations.parse(duration));
  }

  /**
   * Moves the clock to a point in time; see {@link #advance(Duration)}.
   *
   * @param target now or later
   */
  public void advanceTo(Instant target) {
    moving.lock();
    try {
      rest.run();
      settle(); // what a hint has missed is found before time goes on
      for (Optional<Runnable> due = takeDue(target); due.isPresent(); due = takeDue(target)) {
        due.get().run();
        settle();
      }
      settle();
    } finally {
      moving.unlock();
    }
  }

  private void settle() {
    tick.run();
    rest.run();
  }

  /** Returns the alarms of an engine, which ring only when the clock is moved. */
  AlarmClock alarms() {
    return this::set;
  }

  private AlarmClock.Alarm set(Instant at, Runnable action) {
    synchronized (this) {
      if (at.isAfter(now)) {
        Entry entry = new Entry(at, order++, action);
        alarms.add(entry);
        return () -> cancel(entry);
      }
    }
    action.run();
    return () -> {};
  }

  /** Goes to the next alarm on the way, or to the target when there is none. */
  private synchronized Optional<Runnable> takeDue(Instant target) {
    Optional<Entry> next =
        alarms.stream()
            .filter(entry -> !entry.at().isAfter(target))
            .min(Comparator.comparing(Entry::at).thenComparing(Entry::order));
    next.ifPresent(alarms::remove);
    Instant stop = next.map(Entry::at).orElse(target);
    now = stop.isAfter(now) ? stop : now;
    return next.map(Entry::action);
  }

  private synchronized void cancel(Entry entry) {
    alarms.remove(entry);
  }
}
