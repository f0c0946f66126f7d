package dev.holdfast.engine.node;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.run.Run;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the runs on this node, by the number of their instance. Thread-safe. */
final class LiveRuns {

  private final Map<Long, Run> runs = new ConcurrentHashMap<>();
  private final Map<InstanceKey, Run> byKey = new ConcurrentHashMap<>();

  void add(Run run) {
    runs.put(run.instance().number(), run);
    byKey.put(run.instance().key(), run);
  }

  /** Forgets a run; returns false when it was not known. */
  boolean remove(Run run) {
    byKey.remove(run.instance().key(), run);
    boolean removed = runs.remove(run.instance().number(), run);
    if (removed && runs.isEmpty()) {
      synchronized (this) {
        notifyAll();
      }
    }
    return removed;
  }

  Optional<Run> find(long instance) {
    return Optional.ofNullable(runs.get(instance));
  }

  boolean isKnown(InstanceKey key) {
    return byKey.containsKey(key);
  }

  Collection<Run> all() {
    return List.copyOf(runs.values());
  }

  /** Waits until no run is left, or the time is over. */
  synchronized void awaitNone(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    long rest = longest.toMillis();
    while (!runs.isEmpty() && rest > 0) {
      wait(rest);
      rest = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }
  }
}
