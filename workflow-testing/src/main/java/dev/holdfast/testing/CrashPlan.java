package dev.holdfast.testing;

import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.util.List;

/**
 * Says at which journal write the process under test dies. Counted are the transactions in which
 * runs write; creations and events from outside are not. Fires once. Thread-safe.
 */
final class CrashPlan {

  private static final int NEVER = -1;

  private int left = NEVER;
  private int writes;
  private boolean before;

  /** Lets the process die at a write from now on: 1 is the next. */
  synchronized void set(int write, boolean beforeIt) {
    if (write < 1) {
      throw new InvalidOptionException("The number of a write must be 1 or more, was " + write);
    }
    left = write;
    before = beforeIt;
  }

  /**
   * Makes a store in which this plan is carried out.
   *
   * @param store what really writes
   * @param die kills the process
   */
  JournalStore over(JournalStore store, Runnable die) {
    return new CrashingJournalStore(this, store, die);
  }

  /** Counts the writes that have come, also those that a process has died before. */
  synchronized int writes() {
    return writes;
  }

  private synchronized boolean isReached(List<Change> changes) {
    if (changes.stream().noneMatch(Change.ByRun.class::isInstance)) {
      return false;
    }
    writes++;
    if (left == NEVER) {
      return false;
    }
    left--;
    if (left == 0) {
      left = NEVER;
      return true;
    }
    return false;
  }

  private synchronized boolean isBefore() {
    return before;
  }

  private record CrashingJournalStore(CrashPlan plan, JournalStore store, Runnable die)
      implements JournalStore {

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      if (!plan.isReached(changes)) {
        return store.write(node, changes);
      }
      if (!plan.isBefore()) {
        store.write(node, changes);
      }
      die.run();
      throw new ProcessDiedException();
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }
  }
}
