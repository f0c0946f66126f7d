package dev.holdfast.engine;

import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.port.ChildClosings;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Terminates the children that must not outlive their parents. Their list is in the database: what
 * a node that died has left there is done by another one's tick. One thread of a node works at a
 * time; a hint that comes meanwhile makes it look again.
 */
final class ChildCloser {

  private static final System.Logger LOG = System.getLogger(ChildCloser.class.getName());

  /** How many children are listed at a time. */
  private static final int CHUNK = 100;

  private final ChildClosings closings;
  private final Steering steering;
  private final Executor threads;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean hinted;

  ChildCloser(ChildClosings closings, Steering steering, Executor threads) {
    this.closings = closings;
    this.steering = steering;
    this.threads = threads;
  }

  /** Says that there may be something to do. */
  void hint() {
    hinted = true;
    if (!busy.get()) {
      threads.execute(this::work);
    }
  }

  private void work() {
    while (hinted && busy.compareAndSet(false, true)) {
      hinted = false;
      try {
        closeAll();
      } catch (RuntimeException e) { // the database may be away: the next tick tries again
        LOG.log(Level.WARNING, "Children could not be terminated; trying again soon", e);
      } finally {
        busy.set(false);
      }
    }
  }

  private void closeAll() {
    List<ChildClosing> chunk = closings.list(CHUNK);
    while (!chunk.isEmpty()) {
      for (ChildClosing closing : chunk) {
        steering.close(closing);
        closings.remove(closing);
      }
      chunk = chunk.size() < CHUNK ? List.of() : closings.list(CHUNK);
    }
  }
}
