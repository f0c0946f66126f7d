package dev.holdfast.benchmark.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Are clients that each do one piece of work after the other.
 *
 * @param threads makes the thread of each
 */
public record Clients(ThreadFactory threads) {

  /** Is one piece of work; the time that it takes is measured. */
  interface Work {
    void run(int number) throws Exception;
  }

  /**
   * Is what came of it.
   *
   * @param nanos how long all of it took
   * @param each how long each piece took, in nanoseconds
   */
  record Result(long nanos, List<Long> each) {
    double perSecond() {
      return each.size() * 1e9 / nanos;
    }
  }

  /** Lets clients work for a while. */
  Result during(int clients, int seconds, Work work) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    return run(clients, work, number -> System.nanoTime() < end);
  }

  /** Lets clients share pieces of work. */
  Result share(int clients, int pieces, Work work) throws Exception {
    return run(clients, work, number -> number < pieces);
  }

  private interface Condition {
    boolean holds(int number);
  }

  private Result run(int clients, Work work, Condition goesOn) throws Exception {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            clients, clients, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    executor.prestartAllCoreThreads(); // a server's factory takes its time
    AtomicInteger next = new AtomicInteger();
    Callable<List<Long>> client =
        () -> {
          List<Long> each = new ArrayList<>();
          for (int n = next.getAndIncrement(); goesOn.holds(n); n = next.getAndIncrement()) {
            long begin = System.nanoTime();
            work.run(n);
            each.add(System.nanoTime() - begin);
          }
          return each;
        };
    try {
      List<Callable<List<Long>>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(client);
      }
      long begin = System.nanoTime();
      List<Future<List<Long>>> ended = executor.invokeAll(all);
      long nanos = System.nanoTime() - begin;
      List<Long> each = new ArrayList<>();
      for (Future<List<Long>> future : ended) {
        each.addAll(future.get());
      }
      return new Result(nanos, each);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A client has failed", e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }
}
