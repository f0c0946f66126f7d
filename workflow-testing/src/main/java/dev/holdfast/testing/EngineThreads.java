package dev.holdfast.testing;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Is the threads of one process of the kit. It knows when they are at rest: when nothing is left to
 * do, or when everything left is blocked, such as a body that a test holds back.
 */
final class EngineThreads implements Executor {

  private static final long LOOK_EVERY_MILLIS = 5;

  /**
   * How many looks in a row must find all threads blocked for them to count as at rest: 100 ms, and
   * longer on a machine that has no time for this one.
   */
  private static final int BLOCKED_LOOKS = 20;

  /** Begins the names of classes that wait only for other threads of the engine. */
  private static final List<String> ENGINE =
      List.of(
          "dev.holdfast.engine.",
          "dev.holdfast.memory.",
          CrashPlan.class.getName(),
          EngineThreads.class.getName(),
          TestServer.class.getName());

  private final ExecutorService pool =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "holdfast-kit");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());
  private final Set<Thread> working = new HashSet<>();
  private int open;
  private long handedOver;
  private boolean stopped;

  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      if (stopped) {
        return;
      }
      open++;
      handedOver++;
    }
    pool.execute(() -> work(task));
  }

  /** Interrupts what is being done, and takes nothing more. */
  synchronized void stop() {
    stopped = true;
    pool.shutdownNow();
    notifyAll();
  }

  /**
   * Waits until nothing goes on.
   *
   * @throws AssertionError when something still goes on after the time given
   */
  synchronized void awaitRest(Duration patience) {
    if (!comesToRest(patience)) {
      throw new AssertionError(
          "The engine has not come to rest within %s. What goes on: %s"
              .formatted(patience, described()));
    }
  }

  /** Waits until nothing goes on, and tells whether that came in time. */
  synchronized boolean comesToRest(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    int blockedLooks = 0;
    long seen = handedOver;
    while (open > 0 && !stopped) {
      long now = System.nanoTime();
      blockedLooks = isBlocked() && handedOver == seen ? blockedLooks + 1 : 0;
      seen = handedOver;
      if (blockedLooks > BLOCKED_LOOKS) {
        return true;
      }
      if (now >= deadline) {
        return false;
      }
      pause();
    }
    return true;
  }

  private void work(Runnable task) {
    synchronized (this) {
      working.add(Thread.currentThread());
    }
    try {
      task.run();
    } finally {
      synchronized (this) {
        working.remove(Thread.currentThread());
        open--;
        notifyAll();
      }
    }
  }

  private boolean isBlocked() {
    return working.size() == open
        && working.stream()
            .map(Thread::getState)
            .noneMatch(state -> state == Thread.State.RUNNABLE || state == Thread.State.NEW)
        && working.stream().anyMatch(EngineThreads::isBlockedOutsideOfTheEngine);
  }

  /**
   * Tells whether it is a body, or the like, that blocks. Where the engine waits only for itself,
   * it goes on as soon as the machine has time for it.
   */
  private static boolean isBlockedOutsideOfTheEngine(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
        .findFirst()
        .filter(name -> ENGINE.stream().noneMatch(name::startsWith))
        .isPresent();
  }

  private String described() {
    return working.stream()
        .map(
            thread ->
                Stream.of(thread.getStackTrace())
                    .map(StackTraceElement::toString)
                    .collect(Collectors.joining("\n    at ", "\n  " + thread.getState() + " ", "")))
        .collect(Collectors.joining());
  }

  @SuppressWarnings("WaitNotInLoop") // the caller loops
  private void pause() {
    try {
      wait(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for the engine to come to rest", e);
    }
  }
}
