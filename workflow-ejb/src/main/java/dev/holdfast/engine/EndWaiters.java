package dev.holdfast.engine;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets callers wait for the end of instances: told at once of those that end on this node, and
 * looking every second for the others. Thread-safe.
 */
final class EndWaiters {

  /** How often the table is looked at, in milliseconds, in case the instance ends elsewhere. */
  private static final long LOOK_EVERY_MILLIS = 1_000;

  private final Map<InstanceKey, CompletableFuture<InstanceRecord>> waiters =
      new ConcurrentHashMap<>();

  /** Tells those who wait for an instance. */
  void ended(InstanceRecord instance) {
    CompletableFuture<InstanceRecord> waiter = waiters.remove(instance.key());
    if (waiter != null) {
      waiter.complete(instance);
    }
  }

  /** Returns the instance when it has ended or the time is over. */
  InstanceRecord await(InstanceKey key, Duration timeout, Supplier<InstanceRecord> read)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    CompletableFuture<InstanceRecord> waiter =
        waiters.computeIfAbsent(key, k -> new CompletableFuture<>());
    while (true) {
      InstanceRecord present = read.get();
      long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (present.status().isTerminal() || rest <= 0) {
        waiters.remove(key, waiter);
        return present;
      }
      try {
        return waiter.get(Math.min(rest, LOOK_EVERY_MILLIS), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // look again: it may have ended elsewhere
      } catch (ExecutionException e) {
        throw new IllegalStateException("A waiter is only ever completed with a record", e);
      }
    }
  }
}
