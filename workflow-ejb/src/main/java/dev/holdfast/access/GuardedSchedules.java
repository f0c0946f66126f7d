package dev.holdfast.access;

import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.ScheduleStatus;
import dev.holdfast.engine.model.InstanceRecord;
import java.time.Instant;
import java.util.List;

/** Is the door to schedules for callers with a login: each call is for those of a role. */
public final class GuardedSchedules implements ScheduleService {

  private final ScheduleService engine;
  private final Guard guard;

  /**
   * Puts the gate before the engine.
   *
   * @param engine does what is asked for
   * @param gate knows who may ask
   */
  public GuardedSchedules(ScheduleService engine, Gate gate) {
    this.engine = engine;
    this.guard = new Guard(gate);
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
    guard.operator();
    return engine.pause(workflow, cron);
  }

  @Override
  public ScheduleStatus resume(String workflow, String cron) {
    guard.operator();
    return engine.resume(workflow, cron);
  }

  @Override
  public InstanceRecord trigger(String workflow, String cron, String caller) {
    guard.operator();
    return engine.trigger(workflow, cron, caller);
  }
}
