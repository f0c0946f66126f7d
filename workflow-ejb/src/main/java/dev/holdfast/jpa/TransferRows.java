package dev.holdfast.jpa;

import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how instances are inserted as they were, whatever has happened to them. */
final class TransferRows {

  static final SetStatement INSTANCE =
      SetStatement.insert(
          "workflow_instance",
          "number bigint",
          "workflow varchar",
          "id varchar",
          "status varchar",
          "epoch integer",
          "wake_at timestamptz",
          "signals integer",
          "recoveries integer",
          "entries_at_recovery integer",
          "created_at timestamptz",
          "created_version varchar",
          "created_trigger varchar",
          "created_caller varchar",
          "started_at timestamptz",
          "ended_at timestamptz",
          "last_version varchar",
          "params_codec varchar",
          "params_type varchar",
          "params varchar",
          "output_codec varchar",
          "output_type varchar",
          "output varchar",
          "error_name varchar",
          "error_message varchar",
          "error_code varchar",
          "error_types varchar",
          "paused_at timestamptz",
          "log bigint",
          "progress_codec varchar",
          "progress_type varchar",
          "progress varchar",
          "warnings varchar",
          "rollback_outcome varchar",
          "rollback_error_name varchar",
          "rollback_error_message varchar",
          "rollback_error_code varchar",
          "awaits varchar",
          "retention_success_millis bigint",
          "retention_error_millis bigint",
          "parent_workflow varchar",
          "parent_id varchar",
          "parent_number bigint",
          "parent_epoch integer",
          "parent_step integer",
          "schedule_cron varchar",
          "scheduled_at timestamptz");

  static final SetStatement ATTEMPT =
      SetStatement.insert(
          "workflow_attempt",
          "instance bigint",
          "epoch integer",
          "step_seq integer",
          "attempt integer",
          "started_at timestamptz",
          "ended_at timestamptz",
          "error_name varchar",
          "error_message varchar",
          "error_code varchar",
          "error_types varchar",
          "stack_trace varchar",
          "retry_delay_millis bigint",
          "log bigint");

  static final SetStatement EVENT =
      SetStatement.insert(
          "workflow_event",
          "number bigint",
          "instance bigint",
          "epoch integer",
          "event_id varchar",
          "type varchar",
          "payload_codec varchar",
          "payload_type varchar",
          "payload varchar",
          "received_at timestamptz",
          "taken_by integer",
          "log bigint");

  private TransferRows() {}

  static Parameters instance(InstanceRecord instance) {
    InstanceRecord.Origin origin = instance.origin();
    @Nullable ScheduledFiring schedule = origin.schedule();
    return new Parameters()
        .add(instance.number())
        .add(instance.key().workflow())
        .add(instance.key().id())
        .add(instance.status().wireName())
        .add(instance.epoch())
        .add(instance.wakeAt())
        .add(instance.signals())
        .add(instance.recoveries())
        .add(0)
        .add(origin.createdAt())
        .add(origin.version())
        .add(origin.trigger())
        .add(origin.caller())
        .add(instance.startedAt())
        .add(instance.endedAt())
        .add(instance.lastVersion())
        .addValue(origin.params())
        .addValue(instance.output())
        .addFailure(instance.failure())
        .add(instance.pausedAt())
        .add(instance.log())
        .addValue(instance.progress())
        .add(Texts.lines(instance.warnings()))
        .addRollback(instance.rollback())
        .add(AwaitedTypes.text(instance.awaits()))
        .add(Times.millis(origin.retention().success()))
        .add(Times.millis(origin.retention().error()))
        .addParent(origin.parent())
        .add(schedule == null ? null : schedule.cron())
        .add(schedule == null ? null : schedule.scheduledTime());
  }

  static Parameters attempt(InstanceRecord instance, AttemptRecord attempt) {
    return new Parameters()
        .add(instance.number())
        .add(instance.epoch())
        .add(attempt.stepSeq())
        .add(attempt.attempt())
        .add(attempt.startedAt())
        .add(attempt.endedAt())
        .addFailure(attempt.failure())
        .add(Texts.storable(attempt.stackTrace()))
        .add(attempt.retryDelayMillis())
        .add(attempt.log());
  }

  /** Returns the events; one that was taken names the step that has it, 0 when none does. */
  static List<Parameters> events(InstanceExport export) {
    Map<Long, Integer> takers = new HashMap<>();
    for (StepRecord step : export.steps()) {
      @Nullable TakenEvent taken = step.taken();
      if (taken != null) {
        takers.put(taken.number(), step.seq());
      }
    }
    return export.events().stream()
        .map(
            it -> {
              EventRecord event = it.record();
              return new Parameters()
                  .add(event.number())
                  .add(export.instance().number())
                  .add(export.instance().epoch())
                  .add(event.eventId())
                  .add(event.type())
                  .addValue(event.payload())
                  .add(event.receivedAt())
                  .add(it.taken() ? takers.getOrDefault(event.number(), 0) : null)
                  .add(it.log());
            })
        .toList();
  }
}
