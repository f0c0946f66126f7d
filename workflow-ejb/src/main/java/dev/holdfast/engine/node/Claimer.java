package dev.holdfast.engine.node;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.InstanceQueue.Claim;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import dev.holdfast.engine.port.NodeFencedException;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.run.DueAlarm;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Claims what is due, as much as there are free slots, and hands it on. However many hints come,
 * one thread claims at a time; a hint that comes meanwhile makes it look again.
 */
final class Claimer {

  private static final System.Logger LOG = System.getLogger(Claimer.class.getName());

  /** Most instances of one claim; bounds the size of its queries. */
  private static final int LARGEST_CLAIM = 200;

  /** Takes a claimed instance, with a slot reserved for it. */
  interface Starter {
    void start(InstanceRecord instance, Memory memory);
  }

  private final Ports ports;
  private final WorkflowRegistry registry;
  private final NodeLease lease;
  private final Slots slots;
  private final JournalCache journals;
  private final Starter starter;
  private final DueAlarm alarm;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean hinted;
  private volatile Set<String> heldBack = Set.of();
  private final Set<String> late = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  Claimer(
      Ports ports,
      WorkflowRegistry registry,
      NodeLease lease,
      Slots slots,
      JournalCache journals,
      Starter starter) {
    this.ports = ports;
    this.registry = registry;
    this.lease = lease;
    this.slots = slots;
    this.journals = journals;
    this.starter = starter;
    this.alarm = new DueAlarm(ports.alarms(), this::hint);
  }

  /** Says that something may be due now. */
  void hint() {
    hinted = true;
    if (!busy.get()) {
      ports.threads().execute(this::claim);
    }
  }

  /** Says that something will be due. */
  void dueAt(Instant at) {
    if (at.isAfter(ports.clock().instant())) {
      alarm.ringAt(at);
    } else {
      hint();
    }
  }

  /** Says that a slot is free again, in which an instance of a workflow has executed. */
  void slotFreed(String workflow) {
    if (slots.hasBacklog() || heldBack.contains(workflow)) {
      hint();
    }
  }

  /** Says that an instance of a limited workflow is due; while it is held back, it has to wait. */
  void limitedIsDue(String workflow) {
    late.add(workflow); // a claim under way may not have seen it
    if (!heldBack.contains(workflow)) {
      hint();
    }
  }

  void stop() {
    stopped = true;
    alarm.off();
  }

  /** Claims until nothing is due or no slot is free; returns at once when another thread does. */
  void claim() {
    while (hinted && !stopped && busy.compareAndSet(false, true)) {
      try {
        hinted = false;
        claimAll();
      } catch (NodeFencedException e) {
        lease.fenced(e.node());
        return;
      } catch (RuntimeException e) { // the database may be away: the next tick tries again
        LOG.log(Level.WARNING, "Due instances could not be claimed; trying again soon", e);
        return;
      } finally {
        busy.set(false);
      }
    }
  }

  private void claimAll() {
    Collection<String> workflows = registry.names();
    if (workflows.isEmpty() || lease.isFenced()) {
      return;
    }
    Map<String, Integer> concurrency = registry.concurrency();
    while (!stopped) {
      int reserved = slots.takeForClaim(LARGEST_CLAIM);
      if (reserved == 0) {
        slots.setBacklog(true);
        return;
      }
      int claimed = 0;
      try {
        claimed = claim(workflows, concurrency, reserved);
      } finally {
        slots.giveBack(reserved - claimed);
      }
      if (claimed < reserved) {
        slots.setBacklog(false);
        // What is held back is due all the time: a freed slot or the next tick looks at it again.
        List<String> free = workflows.stream().filter(it -> !heldBack.contains(it)).toList();
        ports.queue().nextDue(free).ifPresent(this::ringAt);
        return;
      }
    }
  }

  private void ringAt(Instant at) {
    Instant soonest = ports.clock().instant().plusMillis(1);
    alarm.ringAt(at.isBefore(soonest) ? soonest : at);
  }

  private int claim(Collection<String> workflows, Map<String, Integer> concurrency, int limit) {
    InstanceQueue queue = ports.queue();
    late.clear();
    Claim claim =
        queue.claimDue(lease.node(), workflows, concurrency, ports.clock().instant(), limit);
    heldBack = claim.heldBack();
    if (!heldBack.containsAll(late)) {
      hinted = true;
    }
    List<InstanceRecord> claimed = claim.instances();
    return claimed.isEmpty() ? 0 : start(claimed, journals.load(claimed));
  }

  /** Starts what has been claimed; returns how many have taken their slot. */
  private int start(List<InstanceRecord> claimed, Map<Long, Memory> memories) {
    int started = 0;
    for (InstanceRecord instance : claimed) {
      try {
        starter.start(instance, Objects.requireNonNull(memories.get(instance.number())));
        started++;
      } catch (RuntimeException e) { // it is owned without a run now: the node gives it back
        LOG.log(
            Level.WARNING,
            () -> "Instance " + instance.key() + " was claimed and could not be started",
            e);
      }
    }
    return started;
  }
}
