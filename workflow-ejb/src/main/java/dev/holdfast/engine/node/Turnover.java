package dev.holdfast.engine.node;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Remembers when slots came free, and says whether it is worth waiting for the next one. Where
 * waiting has been in vain nobody waits for a while, each time for longer, until it is not.
 *
 * <p>The figures are reasoned and measured in docs/decisions/0037. Thread-safe.
 */
final class Turnover {

  /** For how long a creation waits at most. */
  static final Duration PATIENCE = Duration.ofMillis(250);

  /** Most creations that wait at a time; as many times are remembered. */
  static final int LONGEST_LINE = 1024;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private final AtomicLongArray times = new AtomicLongArray(LONGEST_LINE);
  private final AtomicLong count = new AtomicLong();
  private volatile long pausedUntil;
  private volatile Duration pause = FIRST_PAUSE;

  /**
   * Remembers nothing yet.
   *
   * @param nanoTime tells a time that only goes forward, in nanoseconds
   */
  Turnover(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.pausedUntil = nanoTime.getAsLong();
  }

  /** Says that a slot has come free. */
  void freed() {
    times.set((int) (count.getAndIncrement() % LONGEST_LINE), nanoTime.getAsLong());
  }

  /**
   * Tells whether one more may expect a slot in time: whether so many have come free lately.
   *
   * @param waiting how many wait already
   */
  boolean isSoon(int waiting) {
    int needed = waiting + 1;
    long known = count.get();
    long now = nanoTime.getAsLong();
    return needed <= Math.min(known, LONGEST_LINE)
        && now - pausedUntil >= 0
        && now - times.get((int) ((known - needed) % LONGEST_LINE)) <= PATIENCE.toNanos();
  }

  /** Says that somebody who has waited got a slot. */
  void waitedWell() {
    pause = FIRST_PAUSE;
  }

  /** Says that somebody has waited in vain. Of many who do so together one counts. */
  synchronized void waitedInVain() {
    long now = nanoTime.getAsLong();
    if (now - pausedUntil >= 0) {
      pausedUntil = now + pause.toNanos();
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }
}
