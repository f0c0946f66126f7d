package dev.holdfast.container;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the pools that run workflow code and listeners, of the server's managed threads. The
 * default executors of the servers differ too much: one has four threads here, another has no
 * bound.
 */
final class WorkflowThreads {

  /** Threads beside those of the slots: for branches, claims and delay functions. */
  private static final int SPARE = 28;

  /** Threads for listeners, which hold one only while they are told something. */
  private static final int FOLLOWERS = 16;

  private static final long IDLE_SECONDS = 60;

  private WorkflowThreads() {}

  static ThreadPoolExecutor pool(int slots, ThreadFactory factory) {
    return ofSize(slots + SPARE, factory);
  }

  /** Makes the pool that tells listeners what has happened. */
  static ThreadPoolExecutor followers(ThreadFactory factory) {
    return ofSize(FOLLOWERS, factory);
  }

  /** Makes the pool on which jobs steer instances, with one thread more that looks for them. */
  static ThreadPoolExecutor forJobs(int threads, ThreadFactory factory) {
    return ofSize(threads + 1, factory);
  }

  /** Makes a thread for something that may be held up for long. */
  static ThreadPoolExecutor single(ThreadFactory factory) {
    return ofSize(1, factory);
  }

  private static ThreadPoolExecutor ofSize(int size, ThreadFactory factory) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
