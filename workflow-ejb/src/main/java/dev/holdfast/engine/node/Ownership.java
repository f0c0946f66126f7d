package dev.holdfast.engine.node;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.port.InstanceQueue.OwnedInstance;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.run.Run;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what this node runs with what it owns by the database: a run is told what it may have
 * missed, and an instance that has no run for long is given back.
 */
final class Ownership {

  private static final System.Logger LOG = System.getLogger(Ownership.class.getName());

  /** Checks after which an owned instance without a run is given back; starting takes far less. */
  private static final int STRANGE_CHECKS = 30;

  private final Ports ports;
  private final NodeLease lease;
  private final LiveRuns runs;
  private final JournalWriter writer;
  private final Map<Long, Integer> strangers = new HashMap<>();

  Ownership(Ports ports, NodeLease lease, LiveRuns runs, JournalWriter writer) {
    this.ports = ports;
    this.lease = lease;
    this.runs = runs;
    this.writer = writer;
  }

  /** Compares; to be called about every second. */
  synchronized void check() {
    long self = lease.node();
    Collection<Run> running = runs.all(); // before the database: what begins meanwhile is no loss
    Map<Long, OwnedInstance> owned = new HashMap<>();
    ports.queue().listOwned(self).forEach(o -> owned.put(o.instance(), o));
    running.forEach(run -> tell(run, owned.get(run.instance().number())));
    owned.keySet().removeIf(instance -> runs.find(instance).isPresent());
    strangers.keySet().retainAll(owned.keySet());
    owned.values().forEach(stranger -> meet(stranger, self));
  }

  private static void tell(Run run, @Nullable OwnedInstance owned) {
    if (owned == null || owned.epoch() != run.instance().epoch()) {
      run.disowned();
    } else {
      run.steered(owned.status());
      run.signalled(owned.signals());
    }
  }

  private void meet(OwnedInstance stranger, long self) {
    if (strangers.merge(stranger.instance(), 1, Integer::sum) >= STRANGE_CHECKS) {
      LOG.log(
          Level.WARNING,
          "Instance number {0} is owned by this node and does not run; it is given back",
          Long.toString(stranger.instance()));
      writer.write(List.of(givenBack(stranger, self)));
      strangers.remove(stranger.instance());
    }
  }

  private Change.Suspended givenBack(OwnedInstance stranger, long self) {
    Instant now = ports.clock().instant();
    return new Change.Suspended(
        new Lease(stranger.instance(), stranger.epoch(), self),
        statusWhenGivenBack(stranger.status()),
        now,
        stranger.signals(),
        now,
        "",
        now,
        LogPositions.at(now),
        null);
  }

  /** A compensation goes on, and a pause that was asked for holds. */
  private static InstanceStatus statusWhenGivenBack(InstanceStatus owned) {
    return switch (owned) {
      case ROLLING_BACK -> InstanceStatus.ROLLING_BACK;
      case WAITING_FOR_PAUSE -> InstanceStatus.WAITING; // which is then paused
      default -> InstanceStatus.QUEUED;
    };
  }
}
