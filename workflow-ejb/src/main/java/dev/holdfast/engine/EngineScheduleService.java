package dev.holdfast.engine;

import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.schedule.ScheduledInstances;
import dev.holdfast.engine.schedule.Scheduler;
import dev.holdfast.engine.workflow.Schedule;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Is the door to the schedules of an engine. */
final class EngineScheduleService implements ScheduleService {

  private static final System.Logger LOG = System.getLogger(EngineScheduleService.class.getName());

  private final Ports ports;
  private final WorkflowRegistry registry;
  private final Node node;
  private final Scheduler scheduler;
  private final ScheduledInstances instances;

  EngineScheduleService(Ports ports, WorkflowRegistry registry, Node node, Scheduler scheduler) {
    this.ports = ports;
    this.registry = registry;
    this.node = node;
    this.scheduler = scheduler;
    this.instances = new ScheduledInstances(ports);
  }

  @Override
  public List<ScheduleStatus> list(String workflow) {
    List<Schedule> schedules = registry.get(workflow).schedules();
    if (schedules.isEmpty()) {
      return List.of();
    }
    Map<String, ScheduleRecord> stored =
        ports.schedules().list(workflow).stream()
            .collect(Collectors.toMap(row -> row.key().cron(), Function.identity()));
    return schedules.stream()
        .map(schedule -> status(schedule, Optional.ofNullable(stored.get(schedule.cron()))))
        .toList();
  }

  @Override
  public List<Instant> nextFirings(String workflow, String cron, int count) {
    return get(workflow, cron).listAfter(ports.clock().instant(), count);
  }

  @Override
  public ScheduleStatus pause(String workflow, String cron) {
    Schedule schedule = get(workflow, cron);
    Optional<ScheduleRecord> paused = ports.schedules().pause(new ScheduleKey(workflow, cron));
    LOG.log(Level.INFO, "Schedule ''{0}'' of workflow {1} is paused", cron, workflow);
    return status(schedule, Optional.of(paused.orElseThrow(() -> unknown(workflow, cron))));
  }

  @Override
  public ScheduleStatus resume(String workflow, String cron) {
    Schedule schedule = get(workflow, cron);
    @Nullable Instant nextAt = schedule.nextAfter(ports.clock().instant()).orElse(null);
    Optional<ScheduleRecord> resumed =
        ports.schedules().resume(new ScheduleKey(workflow, cron), nextAt);
    if (nextAt != null) {
      scheduler.dueAt(nextAt);
    }
    LOG.log(Level.INFO, "Schedule ''{0}'' of workflow {1} is resumed", cron, workflow);
    return status(schedule, Optional.of(resumed.orElseThrow(() -> unknown(workflow, cron))));
  }

  @Override
  public InstanceRecord trigger(String workflow, String cron, String caller) {
    WorkflowDefinition definition = registry.get(workflow);
    Schedule schedule = get(workflow, cron);
    InstanceRecord queued = instances.queued(definition, schedule.cron(), besideFirings(), caller);
    Outcome outcome = node.writer().write(List.of(new Change.InstanceCreated(queued))).get(0);
    if (outcome != Outcome.APPLIED) {
      throw new InstanceAlreadyExistsException(
          "Instance '%s' of workflow '%s' exists already: trigger the schedule again. (instance.already_exists)"
              .formatted(queued.key().id(), workflow));
    }
    node.hint();
    return queued;
  }

  /** Returns the time, but no whole minute: the ids of those belong to the firings. */
  private Instant besideFirings() {
    Instant now = ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    return now.equals(now.truncatedTo(ChronoUnit.MINUTES)) ? now.plusMillis(1) : now;
  }

  private ScheduleStatus status(Schedule schedule, Optional<ScheduleRecord> row) {
    return row.map(
            it ->
                new ScheduleStatus(
                    schedule.cron(), schedule.zone(), it.nextAt(), it.lastAt(), it.paused()))
        .orElseGet(() -> unstored(schedule));
  }

  /** Is a schedule that another version of the workflow, started later, has removed. */
  private static ScheduleStatus unstored(Schedule schedule) {
    return new ScheduleStatus(schedule.cron(), schedule.zone(), null, null, false);
  }

  private Schedule get(String workflow, String cron) {
    return registry.get(workflow).schedules().stream()
        .filter(schedule -> schedule.cron().equals(cron))
        .findFirst()
        .orElseThrow(() -> unknown(workflow, cron));
  }

  private InvalidRequestException unknown(String workflow, String cron) {
    return new InvalidRequestException(
        "request.invalid",
        "cron must be a schedule of workflow '%s', one of %s, was '%s'. (request.invalid)"
            .formatted(
                workflow,
                registry.get(workflow).schedules().stream().map(Schedule::cron).toList(),
                cron));
  }
}
