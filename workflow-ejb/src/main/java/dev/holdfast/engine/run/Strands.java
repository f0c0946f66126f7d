package dev.holdfast.engine.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Schedules the strands of one run over threads. A strand that has to wait leaves its thread; one
 * that awaits a branch which no thread has taken up yet runs it itself, so a bounded pool cannot
 * lock up. When no strand can go on, the run is at rest and may be given up.
 *
 * <p>Guarded by its own monitor, which is never held while code of others runs.
 */
final class Strands {

  /** Is told, without locks, when something is to be decided. */
  interface Owner {

    /** Runs one pass of a strand. Unwinds by {@link Suspension}. */
    @Nullable Object execute(Execution execution) throws Exception;

    /** A strand has ended, or parked; something may have to be done about it. */
    void changed(boolean parked);

    /** A strand has failed that lost a race and went on. */
    void loserFailed(Strand loser, Throwable failure);
  }

  private final StrandTable table = new StrandTable();
  private final Executor threads;
  private final Owner owner;
  private boolean closed;

  Strands(Executor threads, Owner owner) {
    this.threads = threads;
    this.owner = owner;
  }

  /** Starts the workflow's own strand; it comes before all others. */
  void start(Strand main) {
    synchronized (this) {
      table.add(main, null);
    }
    submit(main);
  }

  /**
   * Starts a strand, or finds the one that an earlier pass started.
   *
   * @param turns says when it may begin; null for at once
   * @throws Suspension when the starting strand is not wanted any more
   */
  Strand fork(Execution starter, Strand strand, @Nullable Turns turns) {
    synchronized (this) {
      if (starter.isAbandoned()) {
        throw new Suspension();
      }
      @Nullable Strand known = table.find(strand.scope());
      if (known != null) {
        known.renew(strand.body());
        return known;
      }
      if (!table.add(strand, turns)) {
        return strand;
      }
    }
    submit(strand);
    return strand;
  }

  /**
   * Waits for the end of a strand on the thread of another.
   *
   * @throws Suspension when nothing goes on any more, or the waiting strand is not wanted any more
   */
  void await(Execution waiting, Strand target) {
    waiting.await(target);
    block(waiting, true);
    if (!waiting.strand().isNew()) {
      wake(Parking::isFulfilled); // a race may want to know whether this one goes on
    }
    try {
      while (!isDoneOrTaken(waiting, target)) {
        execute(target);
      }
    } finally {
      block(waiting, false);
      waiting.await(null);
    }
  }

  private synchronized void block(Execution waiting, boolean is) {
    table.block(waiting, is);
  }

  /** Returns true when done; false when the caller is to run the target itself. */
  private synchronized boolean isDoneOrTaken(Execution waiting, Strand target) {
    boolean interrupted = false;
    try {
      while (target.state() != Strand.State.DONE) {
        if (closed || waiting.isAbandoned()) {
          throw new Suspension();
        }
        if (target.state() == Strand.State.READY) {
          return false;
        }
        if (table.isStandstill()) {
          throw waiting.park(Parking.forBranch(target));
        }
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // not ours to react to: abandoning is what ends the wait
        }
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets the parked strands go on that fit; returns whether there were any. */
  boolean wake(Predicate<Parking> fits) {
    List<Strand> woken;
    synchronized (this) {
      if (closed) {
        return false;
      }
      woken = table.makeReady(fits);
      if (!woken.isEmpty()) {
        notifyAll();
      }
    }
    woken.forEach(this::submit);
    return !woken.isEmpty();
  }

  /** Notes that a strand has come to a step that had not ended before this run. */
  void goOn(Strand strand) {
    if (!strand.hasGoneOn()) {
      strand.goOn();
      wake(Parking::isFulfilled);
    }
  }

  synchronized boolean isDecided(Race race) {
    return race.isDecided();
  }

  /**
   * Gives up what has not ended in branches and below them. Threads that are still in it find out
   * at their next step.
   *
   * @return the scopes given up, without those below another of them
   */
  synchronized List<String> cancel(List<Strand> branches) {
    List<String> scopes = table.cancel(branches);
    notifyAll();
    return scopes;
  }

  /** Notes that branches have lost a race and do not go on: their failures are ignored. */
  synchronized void dismiss(List<Strand> losers) {
    losers.forEach(Strand::dismiss);
  }

  /** Notes that branches have lost a race and go on: their failures are ignored. */
  void ignore(List<Strand> losers) {
    for (Strand loser : losers) {
      Optional<Throwable> failure;
      synchronized (this) {
        failure = loser.lose();
      }
      failure.ifPresent(thrown -> owner.loserFailed(loser, thrown));
    }
  }

  /**
   * Gives up a thread that does not come back, and runs again from its top every strand that it was
   * executing: the stuck one, and those that had lent it their thread.
   */
  void redo(Execution stuck) {
    List<Strand> redone;
    synchronized (this) {
      if (closed || stuck.strand().execution() != stuck) {
        return;
      }
      redone = table.redo(stuck);
    }
    redone.forEach(this::submit);
  }

  /** Ends the run: whatever still executes is interrupted and not listened to any more. */
  synchronized void close() {
    closed = true;
    table.abandonAll();
    notifyAll();
  }

  /** Returns whether the calling thread executes a strand. */
  synchronized boolean isOnThread() {
    return table.executions().stream().anyMatch(Execution::isOfCallingThread);
  }

  /** Returns whether no strand is on a thread or on its way to one. */
  synchronized boolean isAtRest() {
    return table.isAtRest();
  }

  /** Returns the workflow's own strand. */
  synchronized Strand main() {
    return table.first();
  }

  synchronized boolean isAllDone() {
    return table.isAllDone();
  }

  /** Returns the failure of the first strand, in order of start, whose failure nobody has seen. */
  synchronized Optional<Throwable> firstUnseenFailure() {
    return table.firstUnseenFailure();
  }

  /** Lets executions that rest on their thread look around. */
  synchronized void stir() {
    table.executions().forEach(Execution::stir);
  }

  /** Returns when the first parked strand is due by itself. */
  synchronized Optional<Instant> nextWake() {
    return table.nextWake();
  }

  /** Returns the types of events that parked strands wait for, sorted. */
  synchronized List<String> awaits() {
    return table.awaits();
  }

  private void submit(Strand strand) {
    threads.execute(() -> execute(strand));
  }

  private void execute(Strand strand) {
    Execution execution;
    synchronized (this) {
      if (closed || strand.state() != Strand.State.READY) {
        return;
      }
      execution = new Execution(strand);
      table.executing(execution);
    }
    @Nullable Object result = null;
    @Nullable Throwable failure = null;
    try {
      result = owner.execute(execution);
    } catch (Throwable thrown) { // whatever the code throws is the strand's outcome
      failure = thrown;
    }
    execution.over();
    if (settle(execution, result, failure)) {
      owner.changed(execution.parking() != null);
    }
  }

  private boolean settle(
      Execution execution, @Nullable Object result, @Nullable Throwable failure) {
    Strand strand = execution.strand();
    @Nullable Parking parking = execution.parking();
    List<Strand> woken;
    boolean ignored;
    synchronized (this) {
      boolean unwanted = parking == null && failure instanceof Suspension;
      if (execution.isAbandoned() || unwanted) {
        return false;
      }
      woken = parking == null ? table.done(strand, result, failure) : table.parked(strand, parking);
      ignored = strand.isLoser();
      notifyAll();
    }
    woken.forEach(this::submit);
    if (parking == null && failure != null && ignored) {
      owner.loserFailed(strand, failure);
    }
    return true;
  }
}
