package dev.holdfast.engine.journal;

import dev.holdfast.engine.model.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;

/** Collects the tickets that will share one commit. Guarded by the writer's lock. */
final class Batch {

  private final List<Ticket> tickets = new ArrayList<>();
  private final Condition written;
  private boolean done;

  Batch(Condition written) {
    this.written = written;
  }

  Ticket add(List<Change> changes, long order) {
    Ticket ticket = new Ticket(changes, this, order);
    tickets.add(ticket);
    return ticket;
  }

  List<Ticket> tickets() {
    return tickets;
  }

  boolean isEmpty() {
    return tickets.isEmpty();
  }

  boolean isDone() {
    return done;
  }

  @SuppressWarnings("WaitNotInLoop") // the writer loops
  void awaitWritten() {
    written.awaitUninterruptibly();
  }

  /** Wakes one of those who wait for this batch, so that it becomes the next leader. */
  void wakeOne() {
    written.signal();
  }

  void done() {
    done = true;
    written.signalAll();
  }
}
