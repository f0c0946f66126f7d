package dev.holdfast.access;

import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.ScheduleStatus;
import dev.holdfast.engine.audit.Audit;
import dev.holdfast.engine.model.AuditScope;
import dev.holdfast.engine.model.InstanceRecord;
import java.time.Instant;
import java.util.List;

/** Is the door to schedules for callers with a login: each call is for those of a role. */
public final class GuardedSchedules implements ScheduleService {

  private final ScheduleService engine;
  private final Guard guard;
  private final PayloadAudience payloads;

  /**
   * Puts the guard before the engine.
   *
   * @param engine does what is asked for
   * @param guard knows who may ask
   * @param payloads knows who may see payloads
   */
  public GuardedSchedules(ScheduleService engine, Guard guard, PayloadAudience payloads) {
    this.engine = engine;
    this.guard = guard;
    this.payloads = payloads;
  }

  @Override
  public List<ScheduleStatus> list(String workflow) {
    guard.viewer();
    return engine.list(workflow);
  }

  @Override
  public List<Instant> nextFirings(String workflow, String cron, int count) {
    guard.viewer();
    return engine.nextFirings(workflow, cron, count);
  }

  @Override
  public ScheduleStatus pause(String workflow, String cron) {
    return guard.asOperator(
        command("schedule.pause", workflow, cron), () -> engine.pause(workflow, cron));
  }

  @Override
  public ScheduleStatus resume(String workflow, String cron) {
    return guard.asOperator(
        command("schedule.resume", workflow, cron), () -> engine.resume(workflow, cron));
  }

  @Override
  public InstanceRecord trigger(String workflow, String cron, String caller) {
    return guard.asOperator(
        command("schedule.trigger", workflow, cron),
        () -> payloads.forCaller().of(engine.trigger(workflow, cron, caller)));
  }

  private static Audit.Command command(String name, String workflow, String cron) {
    return new Audit.Command(AuditScope.CONTROL, name, workflow, cron);
  }
}
