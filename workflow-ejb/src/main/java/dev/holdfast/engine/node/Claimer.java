package dev.holdfast.engine.node;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.InstanceQueue;
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
  private final Starter starter;
  private final DueAlarm alarm;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean hinted;
  private volatile boolean backlog;
  private volatile boolean stopped;

  Claimer(Ports ports, WorkflowRegistry registry, NodeLease lease, Slots slots, Starter starter) {
    this.ports = ports;
    this.registry = registry;
    this.lease = lease;
    this.slots = slots;
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

  /** Says that a slot is free again. */
  void slotFreed() {
    if (backlog) {
      hint();
    }
  }

  /** Says that something due was left in the queue because no slot was free. */
  void leftInQueue() {
    backlog = true;
  }

  boolean hasBacklog() {
    return backlog;
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
        lease.fenced();
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
    while (!stopped) {
      int reserved = slots.take(LARGEST_CLAIM);
      if (reserved == 0) {
        backlog = true;
        return;
      }
      backlog = false;
      int claimed = 0;
      try {
        claimed = claim(workflows, reserved);
      } finally {
        slots.giveBack(reserved - claimed);
      }
      if (claimed < reserved) {
        if (backlog) { // left there while all slots were reserved here
          hinted = true;
        }
        ports.queue().nextDue(workflows).ifPresent(this::ringAt);
        return;
      }
    }
  }

  private void ringAt(Instant at) {
    Instant soonest = ports.clock().instant().plusMillis(1);
    alarm.ringAt(at.isBefore(soonest) ? soonest : at);
  }

  private int claim(Collection<String> workflows, int limit) {
    InstanceQueue queue = ports.queue();
    List<InstanceRecord> claimed =
        queue.claimDue(lease.node(), workflows, ports.clock().instant(), limit);
    if (!claimed.isEmpty()) {
      Map<Long, Memory> memories = queue.load(claimed);
      for (InstanceRecord instance : claimed) {
        starter.start(instance, Objects.requireNonNull(memories.get(instance.number())));
      }
    }
    return claimed.size();
  }
}
