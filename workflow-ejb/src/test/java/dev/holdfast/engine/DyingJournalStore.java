package dev.holdfast.engine;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Dies with a write: from then on the process that it belongs to writes nothing more. Which write
 * that is, is counted over all processes from the first that contains a certain change.
 */
final class DyingJournalStore {

  private final Predicate<Change> begins;
  private final int fatalWrite;
  private final boolean afterCommit;
  private final AtomicInteger writes = new AtomicInteger();
  private final CountDownLatch died = new CountDownLatch(1);
  private Runnable whenDead = () -> {};

  DyingJournalStore(Predicate<Change> begins, int fatalWrite, boolean afterCommit) {
    this.begins = begins;
    this.fatalWrite = fatalWrite;
    this.afterCommit = afterCommit;
  }

  /** Says what is looked at when nothing more can be written. */
  void whenDead(Runnable look) {
    whenDead = look;
  }

  /** Returns false when the write that is fatal has not come in time. */
  boolean awaitDeath(long seconds) throws InterruptedException {
    return died.await(seconds, java.util.concurrent.TimeUnit.SECONDS);
  }

  boolean isDead() {
    return died.getCount() == 0;
  }

  JournalStore around(JournalStore store) {
    return new Life(store);
  }

  private final class Life implements JournalStore {

    private final JournalStore store;
    private boolean over;

    private Life(JournalStore store) {
      this.store = store;
    }

    @Override
    public synchronized List<Outcome> write(long node, List<Change> changes) {
      requireAlive();
      boolean counts = writes.get() > 0 || changes.stream().anyMatch(begins);
      if (!counts || writes.incrementAndGet() != fatalWrite) {
        return store.write(node, changes);
      }
      if (afterCommit) {
        store.write(node, changes);
      }
      over = true;
      whenDead.run();
      died.countDown();
      requireAlive();
      return List.of();
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }

    private void requireAlive() {
      if (over) {
        throw new IllegalStateException("This process is dead");
      }
    }
  }
}
