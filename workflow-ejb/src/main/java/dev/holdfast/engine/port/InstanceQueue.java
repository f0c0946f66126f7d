package dev.holdfast.engine.port;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.StepRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands out instances that are due. The rows are the truth about what is due; timers and hints only
 * say when to ask. Each method is a transaction of its own.
 */
public interface InstanceQueue {

  /**
   * Claims instances that are due for a node, however many of their workflow execute.
   *
   * @param node incarnation of the claiming node
   * @param workflows names of the workflows that this node can run
   * @param now what counts as due
   * @param limit how many at the most, 1 or more
   * @return the claimed instances as they are now
   * @throws NodeFencedException when the node may not claim any more
   */
  default List<InstanceRecord> claimDue(
      long node, Collection<String> workflows, Instant now, int limit) {
    return claimDue(node, workflows, Map.of(), now, limit).instances();
  }

  /**
   * Claims instances that are due for a node: those that roll back first, then waiting ones, then
   * queued ones, each oldest first. They become owned, and running unless they roll back, in the
   * same transaction; rows that another node is claiming are skipped.
   *
   * <p>Of a limited workflow no more are claimed than its limit leaves over by what all nodes own;
   * while one node claims instances of it, the others leave it alone.
   *
   * @param node incarnation of the claiming node
   * @param workflows names of the workflows that this node can run
   * @param concurrency of limited workflows, how many may execute on all nodes together
   * @param now what counts as due
   * @param limit how many at the most, 1 or more
   * @return the claimed instances as they are now, and the workflows that were held back
   * @throws NodeFencedException when the node may not claim any more
   */
  Claim claimDue(
      long node,
      Collection<String> workflows,
      Map<String, Integer> concurrency,
      Instant now,
      int limit);

  /**
   * Counts queued instances of a workflow, those included that are to start later.
   *
   * @param workflow name of the workflow
   * @param most where to stop counting
   * @return how many there are, {@code most} when there are more
   */
  int countQueued(String workflow, int most);

  /**
   * Returns when the next waiting or queued instance is due.
   *
   * @param workflows names of the workflows that this node can run
   * @return the earliest due time, also when it has passed; empty when nothing is due by itself
   */
  Optional<Instant> nextDue(Collection<String> workflows);

  /**
   * Lists what a node owns, with their present epoch and signals.
   *
   * @param node incarnation of the node
   * @return a snapshot
   */
  List<OwnedInstance> listOwned(long node);

  /**
   * Loads what claimed instances remember, all in as few queries as possible.
   *
   * @param instances claimed instances
   * @return their steps and events by instance number; every instance is present
   */
  Map<Long, Memory> load(List<InstanceRecord> instances);

  /**
   * Reads the signals and the events of one instance that no wait has taken.
   *
   * @param instance number of the instance
   * @param epoch its life
   * @return signals and events, read together; events in order of acceptance
   */
  Inbox readInbox(long instance, int epoch);

  /**
   * Notes on an owned instance how many entries its journal had at a recovery. Nothing is noted
   * when the lease is not in force any more.
   *
   * @param lease under which it is to be run
   * @param recoveries recoveries in a row without a new entry
   * @param entries entries that its journal has now
   */
  void noteRecovery(Lease lease, int recoveries, int entries);

  /**
   * Is what was claimed.
   *
   * @param instances the claimed instances as they are now
   * @param heldBack workflows of which more may be due, but as many execute as may, or another node
   *     is claiming
   * @param dueTimes since when each of the instances was due
   */
  record Claim(List<InstanceRecord> instances, Set<String> heldBack, List<Instant> dueTimes) {

    /** Is a claim that has found nothing. */
    public static final Claim NOTHING = new Claim(List.of(), Set.of(), List.of());

    /** Copies all. */
    public Claim {
      instances = List.copyOf(instances);
      heldBack = Set.copyOf(heldBack);
      dueTimes = List.copyOf(dueTimes);
    }
  }

  /**
   * Is what is stored of an instance's execution.
   *
   * @param steps the steps of its present epoch, in order of start
   * @param inbox its signals and untaken events
   * @param entriesAtRecovery entries its journal had at the last recovery
   */
  record Memory(List<StepRecord> steps, Inbox inbox, int entriesAtRecovery) {}

  /**
   * Is what has come in for an instance.
   *
   * @param signals how many events and control calls have reached it
   * @param events events that no wait has taken, in order of acceptance
   */
  record Inbox(int signals, List<EventRecord> events) {}

  /**
   * Is an instance that a node owns.
   *
   * @param instance number of the instance
   * @param epoch its life
   * @param signals how many events and control calls have reached it
   * @param status running, waitingForPause or rollingBack
   */
  record OwnedInstance(long instance, int epoch, int signals, InstanceStatus status) {}
}
