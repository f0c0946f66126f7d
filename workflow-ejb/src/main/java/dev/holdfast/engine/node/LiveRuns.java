package dev.holdfast.engine.node;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.run.Run;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the runs on this node. An instance may have two for a moment: one that has just let it go
 * and has yet to say so, and one that has claimed it since; the latter is the one that is found.
 * Thread-safe.
 */
final class LiveRuns {

  private final Set<Run> runs = ConcurrentHashMap.newKeySet();
  private final Map<Long, Run> byNumber = new ConcurrentHashMap<>();
  private final Map<InstanceKey, Run> byKey = new ConcurrentHashMap<>();

  void add(Run run) {
    runs.add(run);
    byNumber.put(run.instance().number(), run);
    byKey.put(run.instance().key(), run);
  }

  /** Forgets a run; returns false when it was not known. */
  boolean remove(Run run) {
    byKey.remove(run.instance().key(), run);
    byNumber.remove(run.instance().number(), run);
    boolean removed = runs.remove(run);
    if (removed && runs.isEmpty()) {
      synchronized (this) {
        notifyAll();
      }
    }
    return removed;
  }

  Optional<Run> find(long instance) {
    return Optional.ofNullable(byNumber.get(instance));
  }

  boolean isKnown(InstanceKey key) {
    return byKey.containsKey(key);
  }

  int count() {
    return runs.size();
  }

  Collection<Run> all() {
    return List.copyOf(runs);
  }

  /** Waits until no run is left, or the time is over; returns whether none is left. */
  synchronized boolean awaitNone(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    long rest = longest.toMillis();
    while (!runs.isEmpty() && rest > 0) {
      wait(rest);
      rest = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }
    return runs.isEmpty();
  }
}
