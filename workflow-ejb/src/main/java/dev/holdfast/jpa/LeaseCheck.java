package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.ByRun;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.NodeFencedException;
import dev.holdfast.jpa.Batch.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leaves out what runs do without a lease, in one transaction that commits only with the share lock
 * of its node. A lease seen in force at the present count of revocations needs no read.
 */
final class LeaseCheck {

  private final Sql sql;
  private final LeaseCache cache;
  private final NodeLock lock;
  private final Set<Lease> created = new HashSet<>();

  LeaseCheck(Sql sql, LeaseCache cache, NodeLock lock) {
    this.sql = sql;
    this.cache = cache;
    this.lock = lock;
  }

  /**
   * Refuses an instance that another incarnation is to run, before it is created: nobody would ever
   * run it.
   */
  void requireOwn(InstanceRecord instance) {
    if (instance.owner() != null && instance.owner() != lock.node()) {
      throw new NodeFencedException(instance.owner());
    }
  }

  /** Takes note of instances that were created in this transaction as running. */
  void created(List<InstanceRecord> instances) {
    for (InstanceRecord instance : instances) {
      if (instance.owner() != null) {
        created.add(instance.lease());
      }
    }
  }

  /** Returns the incarnation that writes. */
  long node() {
    return lock.node();
  }

  /** Takes note of an instance that has been claimed in this transaction. */
  void claimed(long instance, int epoch) {
    created.add(new Lease(instance, epoch, lock.node()));
  }

  /** Tells whether a lease of this node is in force. */
  boolean isInForce(Lease lease) {
    if (lease.node() != lock.node()) {
      return false;
    }
    if (cache.isKnown(lease, lock.revocations())) {
      return true;
    }
    Set<Lease> inForce = readInForce(Set.of(lease));
    cache.confirm(inForce, lock.revocations());
    return inForce.contains(lease);
  }

  /** Marks the changes of runs without a lease, all of them. */
  void refuseLost(Batch batch) {
    Set<Lease> lost = unknown(batch);
    if (!lost.isEmpty()) {
      sql.flush(); // some may be of instances whose creation has been waiting
      Set<Lease> unknown = unknown(batch);
      Set<Lease> inForce = unknown.isEmpty() ? Set.of() : readInForce(unknown);
      cache.confirm(inForce, lock.revocations());
      lost.retainAll(unknown);
      lost.removeAll(inForce);
    }
    batch
        .byRuns()
        .filter(entry -> lost.contains(entry.change.lease()) || isOfOtherNode(entry.change))
        .forEach(entry -> entry.outcome = Outcome.LEASE_LOST);
  }

  private Set<Lease> unknown(Batch batch) {
    return batch
        .byRuns()
        .map(entry -> entry.change.lease())
        .filter(lease -> !created.contains(lease) && !cache.isKnown(lease, lock.revocations()))
        .collect(Collectors.toSet());
  }

  /**
   * Takes note that runs are being settled. After this transaction, come what may, their leases are
   * only trusted when they have been read again.
   */
  void settled(List<Entry<ByRun>> settlements) {
    for (Entry<ByRun> entry : settlements) {
      cache.forget(entry.change.lease());
      created.remove(entry.change.lease());
    }
  }

  /** Remembers what was created; only after the commit. */
  void committed() {
    cache.confirm(created, lock.revocations());
    cache.committed(lock);
  }

  Set<Lease> readInForce(Set<Lease> leases) {
    return sql
        .query(
            "select number, epoch, owner from workflow_instance where number = any(?)",
            row -> new Lease(row.getLong("number"), row.getInt("epoch"), row.getLong("owner")),
            leases.stream().map(Lease::instance).distinct().toList())
        .stream()
        .filter(leases::contains)
        .collect(Collectors.toSet());
  }

  private boolean isOfOtherNode(ByRun change) {
    return change.lease().node() != lock.node();
  }
}
