package dev.holdfast.engine;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lets callers wait for the end of instances: told at once of those that end on this node, and
 * looking every second for the others. Thread-safe.
 */
final class EndWaiters {

  /** How often the table is looked at, in milliseconds, in case the instance ends elsewhere. */
  private static final long LOOK_EVERY_MILLIS = 1_000;

  private final Map<InstanceKey, List<CompletableFuture<InstanceRecord>>> waiters =
      new ConcurrentHashMap<>();

  /** Tells those who wait for an instance; to be called after its run is known no more. */
  void ended(InstanceRecord instance) {
    List<CompletableFuture<InstanceRecord>> waiting = waiters.get(instance.key());
    if (waiting != null) {
      waiting.forEach(waiter -> waiter.complete(instance));
    }
  }

  /**
   * Returns the instance when it has ended or the time is over.
   *
   * @param runsHere tells whether a run on this node will report the end; such an instance is not
   *     read, for a read of each would cost more than the group commits that write them
   * @param read reads the instance
   */
  InstanceRecord await(
      InstanceKey key,
      Duration timeout,
      Predicate<InstanceKey> runsHere,
      Function<InstanceKey, InstanceRecord> read)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    CompletableFuture<InstanceRecord> waiter = register(key);
    try {
      boolean mustLook = !runsHere.test(key);
      while (true) {
        long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (mustLook || rest <= 0) {
          InstanceRecord present = read.apply(key);
          if (present.status().isTerminal() || rest <= 0) {
            return present;
          }
        }
        try {
          return waiter.get(Math.min(rest, LOOK_EVERY_MILLIS), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          mustLook = true; // it may have ended elsewhere
        } catch (ExecutionException e) {
          throw new IllegalStateException("A waiter is only ever completed with a record", e);
        }
      }
    } finally {
      forget(key, waiter);
    }
  }

  private CompletableFuture<InstanceRecord> register(InstanceKey key) {
    CompletableFuture<InstanceRecord> waiter = new CompletableFuture<>();
    waiters.compute(
        key,
        (k, others) -> {
          List<CompletableFuture<InstanceRecord>> waiting =
              others == null ? new CopyOnWriteArrayList<>() : others;
          waiting.add(waiter);
          return waiting;
        });
    return waiter;
  }

  private void forget(InstanceKey key, CompletableFuture<InstanceRecord> waiter) {
    waiters.computeIfPresent(
        key,
        (k, waiting) -> {
          waiting.removeIf(other -> other == waiter);
          return waiting.isEmpty() ? null : waiting;
        });
  }
}
