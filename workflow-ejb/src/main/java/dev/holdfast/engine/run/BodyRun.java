package dev.holdfast.engine.run;

import java.time.Duration;
import java.time.Instant;

/**
 * Is a step's body in flight, under watch. Interrupts never reach the thread after the body has
 * ended.
 */
final class BodyRun {

  /** How long an interrupted body may go on before its thread is given up as stuck. */
  private static final Duration STUCK_AFTER = Duration.ofSeconds(1);

  private enum Phase {
    QUICK,
    LONG,
    TIMED_OUT,
    STUCK,
    ENDED
  }

  /** Says how a body ended. */
  enum End {
    /** Before its timeout. */
    IN_TIME,
    /** After its timeout: the attempt has failed. */
    LATE,
    /** So late that its thread was given up: somebody else has taken care of the attempt. */
    GIVEN_UP
  }

  private final Thread thread = Thread.currentThread();
  private final Instant deadline;
  private final Watcher watcher;
  private Phase phase = Phase.QUICK;
  private Instant checkAt;

  /** Is told what becomes of a body; called without locks, on any thread. */
  interface Watcher {

    /** The body has been running for a while. */
    void isLong();

    /** The body does not react to being interrupted after its timeout. */
    void isStuck();
  }

  BodyRun(Instant longAt, Instant deadline, Watcher watcher) {
    this.deadline = deadline;
    this.watcher = watcher;
    this.checkAt = longAt.isBefore(deadline) ? longAt : deadline;
  }

  synchronized Instant checkAt() {
    return checkAt;
  }

  /** Looks whether something is due; returns what is to be told to the watcher. */
  synchronized Runnable check(Instant now) {
    if (phase == Phase.ENDED || phase == Phase.STUCK || now.isBefore(checkAt)) {
      return () -> {};
    }
    if (phase == Phase.TIMED_OUT) {
      phase = Phase.STUCK;
      checkAt = Instant.MAX;
      return watcher::isStuck;
    }
    if (now.isBefore(deadline)) {
      phase = Phase.LONG;
      checkAt = deadline;
      return watcher::isLong;
    }
    phase = Phase.TIMED_OUT;
    checkAt = now.plus(STUCK_AFTER);
    thread.interrupt();
    return () -> {};
  }

  /** Interrupts the body because its result is not wanted any more. */
  synchronized void interrupt() {
    if (phase != Phase.ENDED) {
      thread.interrupt();
    }
  }

  /** Ends the watch; called on the body's own thread. */
  synchronized End end() {
    End end =
        switch (phase) {
          case TIMED_OUT -> End.LATE;
          case STUCK -> End.GIVEN_UP;
          default -> End.IN_TIME;
        };
    phase = Phase.ENDED;
    checkAt = Instant.MAX;
    Thread.interrupted();
    return end;
  }
}
