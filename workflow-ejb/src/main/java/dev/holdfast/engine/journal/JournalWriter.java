package dev.holdfast.engine.journal;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Makes changes durable, many to a commit. Nothing else may write the journal.
 *
 * <p>Appending does not wait. Whoever needs durability waits for its ticket: the first one to find
 * the writer idle becomes the leader and writes everything handed over so far in one transaction,
 * on its own thread; the others sleep until their batch is written. A lone workflow so pays no
 * hand-off and no added delay, while many concurrent ones share a commit.
 *
 * <p>After a crash nothing of a batch is there, or all of it. Thread-safe.
 */
public final class JournalWriter {

  private final BatchWrite write;
  private final Reach reach;
  private final ReentrantLock lock = new ReentrantLock();
  private Batch collecting;
  private long tickets;
  private boolean leading;

  /**
   * Makes a writer.
   *
   * @param store where batches go
   * @param session tells under which incarnation to write, and for how long to try
   */
  public JournalWriter(JournalStore store, WriteSession session) {
    this.write = new BatchWrite(store, session);
    this.reach = new Reach(session);
    this.collecting = new Batch(lock.newCondition());
  }

  /**
   * Hands changes over without waiting. They are written together, and after everything handed over
   * before.
   *
   * @param changes changes of one instance
   * @return stands for them
   */
  public Ticket append(List<Change> changes) {
    lock.lock();
    try {
      return collecting.add(changes, ++tickets);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until changes are durable, writing them if nobody else does. Not interruptible: a commit
   * is not left half-way.
   *
   * @param ticket stands for the changes
   * @return what became of each change
   * @throws dev.holdfast.engine.port.NodeFencedException when the node lost its leases
   * @throws RuntimeException when the changes cannot be stored; nothing of them is written
   */
  public List<Outcome> await(Ticket ticket) {
    Batch batch = ticket.batch();
    lock.lock();
    try {
      while (!batch.isDone()) {
        if (leading) {
          batch.awaitWritten();
        } else {
          lead();
        }
      }
      return ticket.result();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands changes over and waits until they are durable.
   *
   * @param changes changes of one instance
   * @return what became of each change
   */
  public List<Outcome> write(List<Change> changes) {
    return await(append(changes));
  }

  /** Writes everything handed over so far; what cannot be written is for others to find out. */
  public void flush() {
    lock.lock();
    try {
      Batch batch = collecting;
      while (!batch.isDone() && !batch.isEmpty()) {
        if (leading) {
          batch.awaitWritten();
        } else {
          lead();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does something in the database that is no change of the journal, with the same patience: it is
   * tried again for as long as the lease lasts.
   *
   * @param access what to do; may be done more than once
   * @param <T> what it returns
   * @return what it returned
   * @throws dev.holdfast.engine.port.NodeFencedException when the node lost its leases
   * @throws dev.holdfast.engine.port.JournalUnavailableException when the database stayed out of
   *     reach
   */
  public <T> T whileInReach(Supplier<T> access) {
    return reach.of(access);
  }

  private void lead() {
    leading = true;
    Batch mine = collecting;
    collecting = new Batch(lock.newCondition());
    lock.unlock();
    try {
      write.write(mine.tickets());
    } finally {
      lock.lock();
      leading = false;
      mine.done();
      collecting.wakeOne();
    }
  }
}
