package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.ByRun;
import dev.holdfast.engine.model.Lease;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers at which count of its node's revocations a lease was seen in force. While the count is
 * the same, the lease still is: who takes one away raises the count under the lock of the node's
 * row. Forgetting is always safe, it only costs a read. Thread-safe.
 */
final class LeaseCache {

  private static final int LIMIT = 100_000;

  private final Map<Lease, Long> seenInForce = new ConcurrentHashMap<>();
  private volatile @Nullable NodeLock lastLock;

  /** Returns the lock of a node's row as the latest write that has been committed took it. */
  Optional<NodeLock> lastLock(long node) {
    return Optional.ofNullable(lastLock).filter(lock -> lock.node() == node);
  }

  /** Remembers the lock of a transaction; only after its commit. */
  void committed(NodeLock lock) {
    lastLock = lock;
  }

  boolean isKnown(Lease lease, long revocations) {
    Long seen = seenInForce.get(lease);
    return seen != null && seen == revocations;
  }

  /** Remembers leases that were read or taken under the share lock of their node's row. */
  void confirm(Collection<Lease> leases, long revocations) {
    if (seenInForce.size() > LIMIT) {
      seenInForce.clear(); // what is left over from terminated instances
    }
    leases.forEach(lease -> seenInForce.put(lease, revocations));
  }

  void forget(Lease lease) {
    seenInForce.remove(lease);
  }

  void forget(Collection<Change> changes) {
    for (Change change : changes) {
      if (change instanceof ByRun byRun) {
        forget(byRun.lease());
      }
    }
  }
}
