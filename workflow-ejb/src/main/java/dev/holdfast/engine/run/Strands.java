package dev.holdfast.engine.run;

import dev.holdfast.api.BranchBody;
import dev.holdfast.engine.journal.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  }

  private final Map<String, Strand> byScope = new LinkedHashMap<>();
  private final Executor threads;
  private final Owner owner;
  private int ready;
  private int executing;
  private int blocked;
  private boolean closed;

  Strands(Executor threads, Owner owner) {
    this.threads = threads;
    this.owner = owner;
  }

  /** Starts a strand, or finds the one that an earlier pass started. */
  Strand fork(String scope, String name, BranchBody<?> body, @Nullable Ticket lastTicket) {
    Strand strand;
    synchronized (this) {
      @Nullable Strand known = byScope.get(scope);
      if (known != null) {
        known.renew(body);
        return known;
      }
      strand = new Strand(scope, name, body, lastTicket);
      byScope.put(scope, strand);
      ready++;
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
    waiting.awaiting(true);
    try {
      while (!isDoneOrTaken(waiting, target)) {
        execute(target);
      }
    } finally {
      waiting.awaiting(false);
    }
  }

  /** Returns true when done; false when the caller is to run the target itself. */
  private synchronized boolean isDoneOrTaken(Execution waiting, Strand target) {
    boolean interrupted = false;
    blocked++;
    try {
      while (target.state() != Strand.State.DONE) {
        if (closed || waiting.isAbandoned()) {
          throw new Suspension();
        }
        if (target.state() == Strand.State.READY) {
          return false;
        }
        if (ready == 0 && executing == blocked) {
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
      blocked--;
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
      woken = makeReady(fits);
      notifyAll();
    }
    woken.forEach(this::submit);
    return !woken.isEmpty();
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
      redone = new ArrayList<>();
      for (Strand strand : byScope.values()) {
        @Nullable Execution execution = strand.execution();
        if (execution != null && execution.sharesThreadWith(stuck)) {
          execution.abandon();
          strand.ready();
          redone.add(strand);
        }
      }
      executing -= redone.size();
      ready += redone.size();
    }
    redone.forEach(this::submit);
  }

  /** Ends the run: whatever still executes is interrupted and not listened to any more. */
  synchronized void close() {
    closed = true;
    for (Strand strand : byScope.values()) {
      @Nullable Execution execution = strand.execution();
      if (execution != null) {
        execution.abandon();
      }
    }
    notifyAll();
  }

  /** Returns whether the calling thread executes a strand. */
  synchronized boolean isOnThread() {
    return byScope.values().stream()
        .map(Strand::execution)
        .filter(Objects::nonNull)
        .anyMatch(Execution::isOfCallingThread);
  }

  /** Returns whether no strand is on a thread or on its way to one. */
  synchronized boolean isAtRest() {
    return ready == 0 && executing == 0;
  }

  /** Returns the workflow's own strand, which is always started first. */
  synchronized Strand main() {
    return byScope.values().iterator().next();
  }

  synchronized boolean isAllDone() {
    return byScope.values().stream().allMatch(s -> s.state() == Strand.State.DONE);
  }

  /** Returns the failure of the first strand, in order of start, whose failure nobody has seen. */
  synchronized Optional<Throwable> firstUnseenFailure() {
    return byScope.values().stream()
        .filter(Strand::isFailedUnseen)
        .map(Strand::failure)
        .findFirst();
  }

  /** Lets executions that rest on their thread look around. */
  synchronized void stir() {
    byScope.values().stream()
        .map(Strand::execution)
        .filter(Objects::nonNull)
        .forEach(Execution::stir);
  }

  /** Returns when the first parked strand is due by itself. */
  synchronized Optional<Instant> nextWake() {
    return byScope.values().stream()
        .map(Strand::parking)
        .filter(Objects::nonNull)
        .map(Parking::wakeAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
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
      strand.executing(execution);
      ready--;
      executing++;
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
    List<Strand> woken;
    synchronized (this) {
      @Nullable Parking parking = execution.parking();
      boolean unwanted = parking == null && failure instanceof Suspension;
      if (execution.isAbandoned() || unwanted) {
        return false;
      }
      executing--;
      Strand strand = execution.strand();
      if (parking != null) {
        strand.parked(parking);
        woken = List.of();
      } else {
        strand.done(result, failure);
        woken = makeReady(other -> other.branch() == strand);
      }
      notifyAll();
    }
    woken.forEach(this::submit);
    return true;
  }

  private List<Strand> makeReady(Predicate<Parking> fits) {
    List<Strand> woken =
        byScope.values().stream()
            .filter(strand -> strand.parking() != null && fits.test(strand.parking()))
            .toList();
    woken.forEach(Strand::ready);
    ready += woken.size();
    return woken;
  }
}
