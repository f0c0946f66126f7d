package dev.holdfast.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Wakes those who wait for something in the database whenever it has been written. Thread-safe. */
final class Changes {

  private long count;

  /** Says that something has been written. */
  synchronized void changed() {
    count++;
    notifyAll();
  }

  /**
   * Looks for something, again after every change, until it is there.
   *
   * @param look what is looked for, or empty
   * @param patience how long, in wall time
   * @return what was found; empty when the time is over
   */
  <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      long seen = count();
      Optional<T> found = look.get();
      if (found.isPresent() || !awaitAfter(seen, deadline)) {
        return found;
      }
    }
  }

  private synchronized long count() {
    return count;
  }

  private synchronized boolean awaitAfter(long seen, long deadline) {
    try {
      while (count == seen) {
        long rest = deadline - System.nanoTime();
        if (rest <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, rest);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
