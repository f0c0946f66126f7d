package dev.holdfast.container;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the pool that runs workflow code, of the server's managed threads. The default executors of
 * the servers differ too much: one has four threads here, another has no bound.
 */
final class WorkflowThreads {

  /** Threads beside those of the slots: for branches, claims and delay functions. */
  private static final int SPARE = 28;

  private static final long IDLE_SECONDS = 60;

  private WorkflowThreads() {}

  static ThreadPoolExecutor pool(int slots, ThreadFactory factory) {
    int size = slots + SPARE;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
