package dev.holdfast.engine;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lets callers wait for the end of instances, with a thread or without: told at once of those that
 * end on this node, and looking every second for the others. Thread-safe.
 */
final class EndWaiters {

  private static final System.Logger LOG = System.getLogger(EndWaiters.class.getName());

  /** How often the table is looked at, in milliseconds, in case the instance ends elsewhere. */
  private static final long LOOK_EVERY_MILLIS = 1_000;

  /** Most instances that one look reads; bounds the size of its query. */
  private static final int LARGEST_LOOK = 200;

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

  /**
   * Tells a listener of the end of an instance, without holding a thread until then. The caller has
   * to find out by itself whether it has ended already.
   *
   * @param told is told once, or never after the watch is closed
   * @param threads where it is told
   */
  EndWatch watch(InstanceKey key, Consumer<InstanceRecord> told, Executor threads) {
    CompletableFuture<InstanceRecord> waiter = register(key);
    CompletableFuture<Void> telling =
        waiter.thenAcceptAsync(
            instance -> {
              forget(key, waiter);
              told.accept(instance);
            },
            threads);
    return () -> {
      telling.cancel(false);
      forget(key, waiter);
    };
  }

  /**
   * Looks for instances that have ended elsewhere; to be called about every second. A failure is
   * logged: the next look may do better.
   *
   * @param runsHere tells whether a run on this node will report the end
   * @param findAll reads instances, as many at a time as it is given
   */
  void look(
      Predicate<InstanceKey> runsHere,
      Function<Collection<InstanceKey>, Map<InstanceKey, InstanceRecord>> findAll) {
    List<InstanceKey> elsewhere =
        waiters.keySet().stream().filter(key -> !runsHere.test(key)).toList();
    try {
      tellEnded(elsewhere, findAll);
    } catch (RuntimeException e) { // the database may be away: others must tick nevertheless
      LOG.log(Level.WARNING, "Ends on other nodes could not be looked for; trying again soon", e);
    }
  }

  private void tellEnded(
      List<InstanceKey> elsewhere,
      Function<Collection<InstanceKey>, Map<InstanceKey, InstanceRecord>> findAll) {
    for (int from = 0; from < elsewhere.size(); from += LARGEST_LOOK) {
      int to = Math.min(from + LARGEST_LOOK, elsewhere.size());
      findAll.apply(elsewhere.subList(from, to)).values().stream()
          .filter(instance -> instance.status().isTerminal())
          .forEach(this::ended);
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
