package dev.holdfast.engine.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer of the database, so that asking often costs it nothing. An answer is good for a
 * while; one that took long to read, for so much longer that no more than a twentieth of the time
 * is spent on reading, within a bound. One thread reads at a time, and those who come meanwhile get
 * the same answer. A failure is thrown to whoever asked, and forgotten. Thread-safe.
 */
final class Kept<T> {

  private static final int SHARE = 20;

  /** However long it takes to read, an answer is good for no longer. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Duration shortest;
  private final Supplier<T> reader;
  private final Object lock = new Object();
  private volatile @Nullable Answer<T> latest;

  /**
   * Makes it.
   *
   * @param clock tells the time
   * @param shortest for how long an answer is good at the least
   * @param reader reads the database
   */
  Kept(InstantSource clock, Duration shortest, Supplier<T> reader) {
    this.clock = clock;
    this.shortest = shortest;
    this.reader = reader;
  }

  private record Answer<T>(Reading<T> reading, Instant goodUntil) {
    boolean isGoodAt(Instant time) {
      return time.isBefore(goodUntil) && !time.isBefore(reading.readAt());
    }
  }

  Reading<T> get() {
    Reading<T> good = findGood();
    if (good != null) {
      return good;
    }
    synchronized (lock) {
      Reading<T> meanwhile = findGood();
      return meanwhile != null ? meanwhile : read();
    }
  }

  /** Returns null when there is no answer that is good; one from the future is not. */
  private @Nullable Reading<T> findGood() {
    @Nullable Answer<T> answer = latest;
    return answer != null && answer.isGoodAt(clock.instant()) ? answer.reading : null;
  }

  private Reading<T> read() {
    Instant began = clock.instant();
    Reading<T> reading = new Reading<>(reader.get(), began);
    Instant ended = clock.instant();
    latest = new Answer<>(reading, ended.plus(life(Duration.between(began, ended))));
    return reading;
  }

  private Duration life(Duration taken) {
    Duration wanted = taken.multipliedBy(SHARE);
    Duration atLeast = wanted.compareTo(shortest) < 0 ? shortest : wanted;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }
}
