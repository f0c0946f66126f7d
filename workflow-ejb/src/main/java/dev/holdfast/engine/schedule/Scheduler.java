package dev.holdfast.engine.schedule;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.MissedFirings;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.port.ScheduleStore.Firing;
import dev.holdfast.engine.run.DueAlarm;
import dev.holdfast.engine.workflow.Schedule;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fires the schedules of the workflows that this node knows. Every node tries; the store lets one
 * of them. The rows are the truth about what is due, the alarm is only a hint.
 */
public final class Scheduler {

  private static final System.Logger LOG = System.getLogger(Scheduler.class.getName());

  /** What other nodes have changed is seen after this time at the latest. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(10);

  private final Ports ports;
  private final WorkflowRegistry registry;
  private final MissedFirings missed;
  private final Runnable whenCreated;
  private final ScheduledInstances instances;
  private final DueAlarm alarm;
  private volatile Instant nextLook = Instant.MIN;
  private volatile boolean stopped;

  /**
   * Prepares a scheduler; {@link #start} begins it.
   *
   * @param ports the outside
   * @param registry the workflows with their schedules
   * @param missed what becomes of firings that nobody was there for
   * @param whenCreated is told that instances are queued
   */
  public Scheduler(
      Ports ports, WorkflowRegistry registry, MissedFirings missed, Runnable whenCreated) {
    this.ports = ports;
    this.registry = registry;
    this.missed = missed;
    this.whenCreated = whenCreated;
    this.instances = new ScheduledInstances(ports);
    this.alarm = new DueAlarm(ports.alarms(), () -> ports.threads().execute(this::look));
  }

  /** Is a schedule that this node knows. */
  private record Known(WorkflowDefinition workflow, Schedule schedule) {}

  /**
   * Stores the schedules of all workflows of this node. Rows of workflows that it does not know are
   * left alone.
   */
  public void start() {
    Instant now = ports.clock().instant();
    for (WorkflowDefinition workflow : registry.list()) {
      ports
          .schedules()
          .register(
              workflow.name(),
              workflow.schedules().stream()
                  .map(
                      schedule ->
                          ScheduleRecord.first(
                              new ScheduleKey(workflow.name(), schedule.cron()),
                              schedule.zone().getId(),
                              schedule.nextAfter(now).orElse(null)))
                  .toList());
    }
  }

  /** Fires no more. */
  public void stop() {
    stopped = true;
    alarm.off();
  }

  /** Fires what is due. To be called about every second; reads nothing while nothing can be due. */
  public void tick() {
    if (!ports.clock().instant().isBefore(nextLook)) {
      look();
    }
  }

  /**
   * Says that a schedule will be due.
   *
   * @param at when
   */
  public void dueAt(Instant at) {
    nextLook = Instant.MIN;
    alarm.ringAt(at);
  }

  private synchronized void look() {
    Map<ScheduleKey, Known> known = known();
    if (stopped || known.isEmpty()) {
      return;
    }
    try {
      Instant now = ports.clock().instant();
      List<ScheduleRecord> rows = listNext(known);
      List<ScheduleRecord> due = rows.stream().filter(row -> !dueAt(row).isAfter(now)).toList();
      due.forEach(row -> fireOrLog(Objects.requireNonNull(known.get(row.key())), row, now));
      restUntilNext(due.isEmpty() ? rows : listNext(known), now);
    } catch (RuntimeException e) { // the database may be away: the next tick tries again
      LOG.log(Level.WARNING, "Schedules could not be looked at; trying again soon", e);
    }
  }

  /** Lets no schedule that fails keep the others from firing. */
  private void fireOrLog(Known known, ScheduleRecord row, Instant now) {
    try {
      fire(known, row, now);
    } catch (
        RuntimeException e) { // whatever it is, the row is as it was: the next tick tries again
      LOG.log(
          Level.WARNING,
          "Schedule '%s' of workflow '%s' could not fire; trying again soon"
              .formatted(row.key().cron(), row.key().workflow()),
          e);
    }
  }

  private void fire(Known known, ScheduleRecord row, Instant now) {
    Schedule schedule = known.schedule();
    List<Instant> times = DueFirings.choose(schedule, dueAt(row), now, missed);
    List<InstanceRecord> created =
        times.stream()
            .map(time -> instances.queued(known.workflow(), schedule.cron(), time, ""))
            .toList();
    Firing firing =
        new Firing(
            row.key(),
            dueAt(row),
            schedule.nextAfter(now).orElse(null),
            times.isEmpty() ? null : times.get(times.size() - 1),
            created);
    if (ports.schedules().fire(firing)) {
      log(row, now, created);
      if (!created.isEmpty()) {
        whenCreated.run();
      }
    }
  }

  private void log(ScheduleRecord row, Instant now, List<InstanceRecord> created) {
    if (DueFirings.isMissed(dueAt(row), now)) {
      LOG.log(
          Level.WARNING,
          "Firings of schedule ''{0}'' of workflow {1} since {2} were missed; instances created: {3}",
          row.key().cron(),
          row.key().workflow(),
          dueAt(row),
          created.size());
    }
    created.forEach(it -> LOG.log(Level.INFO, "Instance {0} is queued by its schedule", it.key()));
  }

  /** A schedule that is still due has failed, or another node has moved it: the next tick looks. */
  private void restUntilNext(List<ScheduleRecord> rows, Instant now) {
    Instant latest = now.plus(LONGEST_REST);
    Instant next = rows.isEmpty() ? latest : dueAt(rows.get(0));
    nextLook = next.isBefore(latest) ? next : latest;
    rows.stream()
        .map(Scheduler::dueAt)
        .filter(at -> at.isAfter(now))
        .findFirst()
        .ifPresent(alarm::ringAt);
  }

  private List<ScheduleRecord> listNext(Map<ScheduleKey, Known> known) {
    Set<String> workflows =
        known.keySet().stream().map(ScheduleKey::workflow).collect(Collectors.toSet());
    return ports.schedules().listNext(workflows).stream()
        .filter(row -> known.containsKey(row.key()))
        .toList();
  }

  private Map<ScheduleKey, Known> known() {
    Map<ScheduleKey, Known> known = new HashMap<>();
    for (WorkflowDefinition workflow : registry.list()) {
      for (Schedule schedule : workflow.schedules()) {
        known.put(new ScheduleKey(workflow.name(), schedule.cron()), new Known(workflow, schedule));
      }
    }
    return known;
  }

  private static Instant dueAt(ScheduleRecord row) {
    return Objects.requireNonNull(row.nextAt());
  }
}
