package dev.holdfast.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Executes what a replay hands over, one after the other, so that replays of the same code find the
 * same. Each task has a thread of its own: one that waits for a branch gives way to the next.
 */
final class ReplayThreads implements Executor {

  private static final long LOOK_MILLIS = 1;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Returns when nothing is left to do, or all that is left waits for something. */
  void awaitRest() {
    boolean interrupted = false;
    for (@Nullable Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      Thread thread = new Thread(next, "holdfast-replay");
      thread.setDaemon(true); // code may block between steps, and then nobody waits for it
      threads.add(thread);
      thread.start();
      interrupted |= awaitQuiet();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until every thread has ended or waits; returns whether that was interrupted. */
  private boolean awaitQuiet() {
    boolean interrupted = false;
    for (int i = 0; i < threads.size(); i++) {
      while (isBusy(threads.get(i))) {
        try {
          threads.get(i).join(LOOK_MILLIS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
        i = 0; // what has gone on may have woken others
      }
    }
    threads.removeIf(thread -> !thread.isAlive());
    return interrupted;
  }

  private static boolean isBusy(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TERMINATED -> false;
      default -> true;
    };
  }
}
