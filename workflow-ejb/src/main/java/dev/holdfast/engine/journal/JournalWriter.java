package dev.holdfast.engine.journal;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes durable, many to a commit. Nothing else may write the journal.
 *
 * <p>Appending does not wait. Whoever needs durability waits for its ticket: the first one to find
 * the writer idle becomes the leader and writes everything handed over so far in one transaction,
 * on its own thread; the others sleep until their batch is written. A lone workflow so pays no
 * hand-off and no added delay, while many concurrent ones share a commit. Before a leader wakes
 * those whose changes it has written, it wakes the next leader: the database has work again while
 * they wake. Where many have come lately, a leader lets most of them join before it writes: see
 * {@link Crowd}.
 *
 * <p>Who needs no thread until its changes are durable leaves what is to happen then, and goes. The
 * leader does it before it wakes those who wait, who would have to share the cores with it; it goes
 * on leading while nobody waits.
 *
 * <p>After a crash nothing of a batch is there, or all of it. Thread-safe.
 */
public final class JournalWriter {

  /** For how long a leader waits at most, in milliseconds; a commit takes as long on many disks. */
  private static final long PATIENCE = 1;

  private final BatchWrite write;
  private final Reach reach;
  private final Object lock = new Object();
  private final Crowd crowd;
  private List<Ticket> collecting = new ArrayList<>();
  private long tickets;
  private boolean leading;

  /**
   * Makes a writer.
   *
   * @param store where batches go
   * @param session tells under which incarnation to write, and for how long to try
   */
  public JournalWriter(JournalStore store, WriteSession session) {
    this(store, session, new Crowd(PATIENCE));
  }

  JournalWriter(JournalStore store, WriteSession session, Crowd crowd) {
    this.crowd = crowd;
    this.write = new BatchWrite(store, session);
    this.reach = new Reach(session);
  }

  /**
   * Hands changes over without waiting. They are written together, and after everything handed over
   * before, when somebody waits for them or for later ones.
   *
   * @param changes changes of one instance
   * @return stands for them
   */
  public Ticket append(List<Change> changes) {
    return handOver(changes, null);
  }

  /**
   * Hands changes over without waiting, as {@link #append(List)} does.
   *
   * @param changes changes of one instance
   * @param whenDone is told when they are durable or have failed, on whichever thread has written
   *     them, before anybody who waits for them goes on; must not take long
   * @return stands for them
   */
  public Ticket append(List<Change> changes, Consumer<Ticket> whenDone) {
    return handOver(changes, whenDone);
  }

  private Ticket handOver(List<Change> changes, @Nullable Consumer<Ticket> whenDone) {
    synchronized (lock) {
      Ticket ticket = new Ticket(changes, ++tickets, whenDone);
      collecting.add(ticket);
      if (crowd.isThere(collecting.size())) {
        lock.notifyAll();
      }
      return ticket;
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
    awaitDone(ticket);
    return ticket.result();
  }

  private void awaitDone(Ticket ticket) {
    boolean joined = false;
    boolean interrupted = false;
    while (!ticket.isDone()) {
      if (leadUnlessLed()) {
        continue;
      }
      if (!joined) {
        ticket.join(); // and look again, for the leader may just have looked for a successor
        joined = true;
      } else {
        LockSupport.park(ticket);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
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

  /**
   * Hands changes over and returns, as soon as it is certain that somebody writes them.
   *
   * @param changes changes of one instance
   * @param whenDone is told when they are durable or have failed, on whichever thread has written
   *     them, maybe before this returns; must not take long
   */
  public void write(List<Change> changes, Consumer<Ticket> whenDone) {
    append(changes, whenDone);
    leadUnlessLed();
  }

  /** Writes everything handed over so far; what cannot be written is for others to find out. */
  public void flush() {
    Ticket last;
    synchronized (lock) {
      if (collecting.isEmpty()) {
        return;
      }
      last = collecting.get(collecting.size() - 1);
    }
    awaitDone(last);
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

  /**
   * Writes what is there if nobody else does; returns whether it has. An interrupt is kept until
   * then: some databases do not survive one in a commit, and the batch is that of others too.
   */
  private boolean leadUnlessLed() {
    boolean interrupted = Thread.interrupted();
    try {
      List<Ticket> batch = takeLead();
      interrupted |= Thread.interrupted();
      lead(batch);
      return !batch.isEmpty();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns what the calling thread is to write; nothing when another one writes. */
  private List<Ticket> takeLead() {
    synchronized (lock) {
      if (leading || collecting.isEmpty()) {
        return List.of();
      }
      leading = true;
      letOthersJoin();
      return takeCollected();
    }
  }

  /** Waits for a crowd, once and not for long; others hand over meanwhile. */
  private void letOthersJoin() {
    boolean waited = false;
    while (!waited && !crowd.isThere(collecting.size())) {
      waited = true;
      try {
        lock.wait(crowd.patienceMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<Ticket> takeCollected() {
    List<Ticket> batch = collecting;
    collecting = new ArrayList<>();
    return batch;
  }

  private void lead(List<Ticket> first) {
    List<Ticket> batch = first;
    while (!batch.isEmpty()) {
      write.write(batch);
      List<Ticket> next = passOn(batch.size());
      batch.forEach(Ticket::tell);
      batch.forEach(Ticket::done);
      batch = next;
    }
  }

  /**
   * Lets one of those who wait write what has come in meanwhile. Returns it when nobody waits for
   * it and somebody wants to be told.
   *
   * @param written how many have just been written
   */
  private List<Ticket> passOn(int written) {
    synchronized (lock) {
      crowd.met(written + collecting.size());
      boolean hasSuccessor = collecting.stream().anyMatch(Ticket::wakeOne);
      leading = !hasSuccessor && collecting.stream().anyMatch(Ticket::isFollowed);
      return leading ? takeCollected() : List.of();
    }
  }
}
