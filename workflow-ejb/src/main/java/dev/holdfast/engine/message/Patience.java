package dev.holdfast.engine.message;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets those who bring messages wait, until it is ended. A wait that is interrupted, or cut off by
 * the end, throws: the message has to be delivered again. Thread-safe.
 */
public final class Patience {

  private final InstantSource clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Sleeper sleeper;

  /**
   * Makes a patience that waits by the time of the process.
   *
   * @param clock tells the time
   */
  public Patience(InstantSource clock) {
    this.clock = clock;
    this.sleeper = duration -> ended.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Makes a patience that waits in another way. */
  Patience(InstantSource clock, Sleeper sleeper) {
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Lets time pass on the calling thread. */
  interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** Ends all waits, and those that are still to come. */
  public void end() {
    ended.countDown();
  }

  boolean isEnded() {
    return ended.getCount() == 0;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Waits.
   *
   * @throws IllegalStateException when the server stops, or the thread is interrupted
   */
  void await(Duration duration) {
    try {
      if (!isEnded()) {
        sleeper.sleep(duration);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted: the message must be delivered again", e);
    }
    if (isEnded()) {
      throw new IllegalStateException("The server stops: the message must be delivered again");
    }
  }
}
