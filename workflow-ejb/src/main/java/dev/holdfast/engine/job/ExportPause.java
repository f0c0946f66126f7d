package dev.holdfast.engine.job;

import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.job.JobItem.Chosen;
import dev.holdfast.engine.job.JobWork.Pause;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.LogData;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Pauses instances before they are exported, so that they go on in one place only. What is read of
 * them is as they were before: one that was waiting or queued still is, for the place where it is
 * imported; one that was executing is due there at once. One that was paused before stays paused.
 */
final class ExportPause {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** Looks until the bodies in flight must have ended: half a minute. */
  private static final int LOOKS = 120;

  private final JobRecord job;
  private final JobPorts ports;
  private final InstanceService instances;

  ExportPause(JobRecord job, JobPorts ports, InstanceService instances) {
    this.job = job;
    this.ports = ports;
    this.instances = instances;
  }

  /** Adds those that a lost run has paused and not told of. */
  static BulkFilter afterCrash(BulkFilter filter) {
    if (filter.statuses().isEmpty()) {
      return filter;
    }
    Set<InstanceStatus> statuses = EnumSet.copyOf(filter.statuses());
    statuses.add(InstanceStatus.PAUSED);
    return filter.withStatuses(statuses);
  }

  /**
   * Pauses and reads instances.
   *
   * @return those that rest; empty when the job was to stop before
   */
  Optional<List<InstanceExport>> read(List<Chosen> chosen, Pause pause) {
    List<Long> numbers = chosen.stream().map(Chosen::number).toList();
    Map<Long, InstanceRecord> before = new HashMap<>();
    ports.transfer().read(numbers).forEach(it -> before.put(it.instance().number(), it.instance()));
    Collection<InstanceRecord> present = present(chosen);
    List<CompletableFuture<Void>> pauses =
        present.stream()
            .map(it -> CompletableFuture.runAsync(() -> pause(it), ports.threads()))
            .toList();
    pauses.forEach(ControlWork::await);
    List<InstanceExport> found = ports.transfer().read(numbers);
    for (int looks = 0; looks < LOOKS && found.size() < present.size(); looks++) {
      if (!pause.tryAgainAfter(LOOK_AGAIN)) {
        return Optional.empty();
      }
      found = ports.transfer().read(numbers);
    }
    return Optional.of(
        found.stream()
            .filter(it -> isHeld(it.instance()))
            .map(it -> it.withInstance(asBefore(it.instance(), before)))
            .toList());
  }

  private Collection<InstanceRecord> present(List<Chosen> chosen) {
    return ports
        .reader()
        .findAll(chosen.stream().map(it -> new InstanceKey(job.workflow(), it.id())).toList())
        .values();
  }

  private static boolean isHeld(InstanceRecord instance) {
    return instance.status().isTerminal() || instance.status() == InstanceStatus.PAUSED;
  }

  private void pause(InstanceRecord instance) {
    InstanceKey key = instance.key();
    if (isHeld(instance)) {
      return;
    }
    try {
      InstanceStatus status = instances.steer(key, new Command.Pause(), job.caller());
      if (status == InstanceStatus.QUEUED) {
        ports.control().change(key, (row, journal) -> holdQueued(row));
      }
    } catch (IllegalInstanceStatusException | InstanceNotFoundException e) {
      return; // it has ended meanwhile, and is exported as it is
    }
  }

  /** A pause leaves a queued instance as it is; here it must not begin. */
  private Decision holdQueued(InstanceRecord row) {
    if (row.status() != InstanceStatus.QUEUED) {
      return Decision.nothing(row);
    }
    Instant now = ports.clock().instant().truncatedTo(ChronoUnit.MICROS);
    InstanceRecord held =
        row.edit()
            .status(InstanceStatus.PAUSED)
            .wakeAt(null)
            .pausedAt(now)
            .signals(row.signals() + 1)
            .log(LogPositions.next(row.log(), now))
            .build();
    return Decision.change(row, held)
        .logging(
            LogRecord.ofCall(
                LogType.WORKFLOW_PAUSED,
                held.log(),
                now,
                LogData.NONE.and("caller", job.caller())));
  }

  /** Returns what the instance is at its new place. */
  private static InstanceRecord asBefore(
      InstanceRecord held, Map<Long, InstanceRecord> restingBefore) {
    @Nullable InstanceRecord before = restingBefore.get(held.number());
    if (held.status() != InstanceStatus.PAUSED
        || (before != null && before.status() == InstanceStatus.PAUSED)) {
      return held;
    }
    boolean isUndisturbed = before != null && before.signals() + 1 == held.signals();
    return before != null && isUndisturbed
        ? held.edit().status(before.status()).wakeAt(before.wakeAt()).pausedAt(null).build()
        : held.edit()
            .status(InstanceStatus.QUEUED)
            .wakeAt(held.origin().createdAt())
            .pausedAt(null)
            .build();
  }
}
