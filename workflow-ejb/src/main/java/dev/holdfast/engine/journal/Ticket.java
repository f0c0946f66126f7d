package dev.holdfast.engine.journal;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands for changes handed to the journal writer: they are written in one transaction, before
 * everything handed over later. Settled by the thread that writes; done once others may know.
 */
public final class Ticket {

  private static final System.Logger LOG = System.getLogger(Ticket.class.getName());

  private final List<Change> changes;
  private final long order;
  private final @Nullable Consumer<Ticket> whenDone;
  private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
  private @Nullable List<Outcome> outcomes;
  private @Nullable RuntimeException failure;
  private volatile boolean done;

  Ticket(List<Change> changes, long order, @Nullable Consumer<Ticket> whenDone) {
    this.changes = List.copyOf(changes);
    this.order = order;
    this.whenDone = whenDone;
  }

  /**
   * Tells which of two tickets is written first.
   *
   * @param other another ticket of the same writer
   * @return true when this one was handed over earlier
   */
  public boolean isBefore(Ticket other) {
    return order < other.order;
  }

  /**
   * Returns what became of the changes.
   *
   * @return an outcome for each
   * @throws RuntimeException what kept them from being written
   */
  public List<Outcome> result() {
    if (failure != null) {
      throw failure;
    }
    if (outcomes == null) {
      throw new IllegalStateException("The changes are not written yet");
    }
    return outcomes;
  }

  /**
   * Tells whether all changes are written.
   *
   * @return false also when they have failed
   */
  public boolean isApplied() {
    return outcomes != null && outcomes.stream().allMatch(outcome -> outcome == Outcome.APPLIED);
  }

  List<Change> changes() {
    return changes;
  }

  boolean isSettled() {
    return outcomes != null || failure != null;
  }

  void settle(List<Outcome> result) {
    outcomes = List.copyOf(result);
  }

  void fail(RuntimeException reason) {
    failure = reason;
  }

  boolean isDone() {
    return done;
  }

  /** Tells whether a thread is to be told besides those that wait. */
  boolean isFollowed() {
    return whenDone != null;
  }

  /** Lets the calling thread be woken when the ticket is done, or when it is to write. */
  void join() {
    waiting.add(Thread.currentThread());
  }

  /** Wakes one thread that waits, so that it writes; returns false when none waits. */
  boolean wakeOne() {
    @Nullable Thread first = waiting.peek();
    if (first != null) {
      LockSupport.unpark(first);
    }
    return first != null;
  }

  /** Lets everybody know. */
  void done() {
    done = true;
    waiting.forEach(LockSupport::unpark);
  }

  /** Tells who wanted to be told. */
  void tell() {
    if (whenDone != null) {
      try {
        whenDone.accept(this);
      } catch (RuntimeException e) { // others of the batch are still to be told
        LOG.log(Level.ERROR, "What follows a write has failed", e);
      }
    }
  }
}
