package dev.holdfast.engine.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts how many more instances this node may execute, and says whose the next slot is: while
 * there is a backlog, of what is due in the database; then of the creations that wait in line for
 * one, the first first. Thread-safe.
 */
final class Slots {

  private final AtomicInteger free;
  private final Turnover turnover;
  private final LinkedBlockingQueue<CompletableFuture<Boolean>> line = new LinkedBlockingQueue<>();
  private volatile boolean backlog;
  private volatile boolean closed;

  Slots(int size, Turnover turnover) {
    this.free = new AtomicInteger(size);
    this.turnover = turnover;
  }

  /** Takes up to a number of slots; returns how many. */
  int take(int wanted) {
    while (true) {
      int present = free.get();
      int taken = Math.min(present, wanted);
      if (taken <= 0) {
        return 0;
      }
      if (free.compareAndSet(present, present - taken)) {
        return taken;
      }
    }
  }

  /**
   * Takes slots for a look into the queue, up to a number, and leaves half of the free ones to what
   * is created meanwhile: else that would have to be queued, and the next look would find it.
   * Behind a backlog it has to be queued anyway, so then all are taken.
   */
  int takeForClaim(int most) {
    return take(backlog ? most : Math.min(most, (free.get() + 1) / 2));
  }

  /** Takes a slot at once, unless there is none or there is a backlog. */
  boolean takeNow() {
    return isOpenToCreations() && take(1) == 1;
  }

  private boolean isOpenToCreations() {
    return !backlog && !closed;
  }

  /**
   * Takes a slot, waiting for it where the next ones are expected soon: for {@link
   * Turnover#PATIENCE} at the most. A thread that is interrupted waits no longer and stays so.
   */
  boolean takeSoon() {
    return takeNow() || (turnover.isSoon(line.size()) && awaitTurn());
  }

  private boolean awaitTurn() {
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    line.add(turn);
    serveLine(); // a slot may have come free since there was none
    if (closed) {
      letLineGo();
    }
    try {
      turn.get(Turnover.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      turnover.waitedInVain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // nobody lets a turn fail
    }
    turn.complete(false); // unless it is served: from here on the line passes over it
    boolean isServed = turn.join();
    if (isServed) {
      turnover.waitedWell();
    } else {
      line.removeIf(CompletableFuture::isDone);
    }
    return isServed;
  }

  private void serveLine() {
    while (isOpenToCreations() && !line.isEmpty() && take(1) == 1) {
      CompletableFuture<Boolean> first = line.poll();
      while (first != null && !first.complete(true)) {
        first = line.poll();
      }
      if (first == null) {
        free.incrementAndGet(); // and look again: somebody may just have found none
      }
    }
  }

  /** Gives no more slots to creations, and lets those in line go without. */
  void close() {
    closed = true;
    letLineGo();
  }

  private void letLineGo() {
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    line.drainTo(all);
    all.forEach(turn -> turn.complete(false));
  }

  /** Returns how many creations are in line. */
  int waiting() {
    return line.size();
  }

  boolean isAnyFree() {
    return free.get() > 0;
  }

  boolean hasBacklog() {
    return backlog;
  }

  /** Says whether something that is due waits in the database for a slot of this node. */
  void setBacklog(boolean value) {
    backlog = value;
    if (!value) {
      serveLine();
    }
  }

  /** Gives a slot back in which an instance has executed. */
  void release() {
    turnover.freed();
    giveBack(1);
  }

  /** Gives slots back that were not used. */
  void giveBack(int number) {
    free.addAndGet(number);
    serveLine();
  }
}
