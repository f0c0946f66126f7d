package dev.holdfast.jpa;

import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.jpa.Batch.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Inserts instances. A look at the ids keeps common duplicates from failing the batch; the unique
 * key decides a race, by failing it. They are inserted by JDBC, not as entities, which would take
 * half of the time of a batch.
 */
final class CreationWriter {

  private static final String INSERT =
      "insert into workflow_instance (number, workflow, id, status, epoch, owner, wake_at, signals,"
          + " recoveries, entries_at_recovery, created_at, created_version, created_trigger,"
          + " created_caller, started_at, last_version, params_codec, params_type, params, log,"
          + " retention_success_millis, retention_error_millis, parent_workflow, parent_id,"
          + " parent_number, parent_epoch, parent_step, schedule_cron, scheduled_at)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          + " ?, ?, ?)";

  private final Sql sql;

  CreationWriter(Sql sql) {
    this.sql = sql;
  }

  /** Is an instance to insert, with the change that asks for it. */
  record Creation(InstanceRecord instance, Entry<? extends Change> entry) {}

  /** Inserts what is not there yet, and returns the new instances. */
  List<InstanceRecord> write(List<Creation> creations) {
    if (creations.isEmpty()) {
      return List.of();
    }
    Map<InstanceKey, Long> taken = findTaken(creations);
    List<InstanceRecord> created = new ArrayList<>();
    for (Creation creation : creations) {
      InstanceRecord instance = creation.instance();
      Long holder = taken.putIfAbsent(instance.key(), instance.number());
      if (holder == null) {
        created.add(instance);
      } else if (holder != instance.number()) {
        creation.entry().outcome = Outcome.ALREADY_EXISTS;
      }
    }
    sql.batch(INSERT, created.stream().map(CreationWriter::parameters).toList());
    return created;
  }

  private static Parameters parameters(InstanceRecord instance) {
    InstanceRecord.Origin origin = instance.origin();
    ScheduledFiring schedule = origin.schedule();
    return new Parameters()
        .add(instance.number())
        .add(instance.key().workflow())
        .add(instance.key().id())
        .add(instance.status().wireName())
        .add(instance.epoch())
        .add(instance.owner())
        .add(instance.wakeAt())
        .add(instance.signals())
        .add(instance.recoveries())
        .add(origin.createdAt())
        .add(origin.version())
        .add(origin.trigger())
        .add(origin.caller())
        .add(instance.startedAt())
        .add(instance.lastVersion())
        .addValue(origin.params())
        .add(instance.log())
        .add(Times.millis(origin.retention().success()))
        .add(Times.millis(origin.retention().error()))
        .addParent(origin.parent())
        .add(schedule == null ? null : schedule.cron())
        .add(schedule == null ? null : schedule.scheduledTime());
  }

  private Map<InstanceKey, Long> findTaken(List<Creation> creations) {
    List<InstanceKey> keys =
        creations.stream().map(creation -> creation.instance().key()).distinct().toList();
    Map<InstanceKey, Long> taken = new HashMap<>();
    sql.query(
        sql.dialect().instancesByKey(),
        row ->
            taken.put(
                new InstanceKey(row.getString("workflow"), row.getString("id")),
                row.getLong("number")),
        keys.stream().map(InstanceKey::workflow).toList(),
        keys.stream().map(InstanceKey::id).toList());
    return taken;
  }
}
