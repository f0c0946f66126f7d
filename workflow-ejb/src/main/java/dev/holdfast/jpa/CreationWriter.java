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
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inserts instances. A look at the ids that somebody chose keeps common duplicates from failing the
 * batch; the unique key decides a race, by failing it. They are inserted by JDBC, not as entities,
 * which would take half of the time of a batch.
 */
final class CreationWriter {

  private static final SetStatement INSERT =
      SetStatement.insert(
          "workflow_instance",
          "number bigint",
          "workflow varchar",
          "id varchar",
          "status varchar",
          "epoch integer",
          "owner bigint",
          "wake_at timestamptz",
          "signals integer",
          "recoveries integer",
          "entries_at_recovery integer",
          "created_at timestamptz",
          "created_version varchar",
          "created_trigger varchar",
          "created_caller varchar",
          "started_at timestamptz",
          "last_version varchar",
          "params_codec varchar",
          "params_type varchar",
          "params varchar",
          "log bigint",
          "retention_success_millis bigint seldom",
          "retention_error_millis bigint seldom",
          "parent_workflow varchar seldom",
          "parent_id varchar seldom",
          "parent_number bigint seldom",
          "parent_epoch integer seldom",
          "parent_step integer seldom",
          "schedule_cron varchar seldom",
          "scheduled_at timestamptz seldom");

  /** Where a database can leave out what is there already. */
  private static final SetStatement INSERT_UNLESS_TAKEN =
      INSERT.followedBy(" on conflict (workflow, id) do nothing returning number");

  private final Sql sql;

  CreationWriter(Sql sql) {
    this.sql = sql;
  }

  /**
   * Is an instance to insert, with the change that asks for it.
   *
   * @param isNew whether nothing with its id can be stored, neither by others nor by an earlier try
   */
  record Creation(InstanceRecord instance, Entry<? extends Change> entry, boolean isNew) {}

  /**
   * Inserts what is not there yet.
   *
   * @param then is told of the new instances, maybe in parts
   */
  void write(List<Creation> creations, Consumer<List<InstanceRecord>> then) {
    insertNew(creations.stream().filter(Creation::isNew).toList(), then);
    insertUnlessTaken(creations.stream().filter(it -> !it.isNew()).toList(), then);
  }

  /** Inserts without a look at the ids: that look is a tenth of what the database does for W1. */
  private void insertNew(List<Creation> creations, Consumer<List<InstanceRecord>> then) {
    if (!creations.isEmpty()) {
      List<InstanceRecord> instances = creations.stream().map(Creation::instance).toList();
      sql.send(INSERT, instances.stream().map(CreationWriter::parameters).toList());
      then.accept(instances);
    }
  }

  private void insertUnlessTaken(List<Creation> creations, Consumer<List<InstanceRecord>> then) {
    if (creations.isEmpty()) {
      return;
    }
    if (sql.dialect().canSkipTaken()) {
      sql.send(
          INSERT_UNLESS_TAKEN,
          creations.stream().map(it -> parameters(it.instance())).toList(),
          row -> row.getLong("number"),
          inserted -> then.accept(lookAtOthers(creations, Set.copyOf(inserted))));
    } else {
      then.accept(lookAndInsert(creations));
    }
  }

  /** Reads who holds the keys of what could not be inserted; returns what was. */
  private List<InstanceRecord> lookAtOthers(List<Creation> creations, Set<Long> inserted) {
    Map<Boolean, List<Creation>> parts =
        creations.stream()
            .collect(Collectors.partitioningBy(it -> inserted.contains(it.instance().number())));
    List<Creation> left = Objects.requireNonNull(parts.get(false));
    if (!left.isEmpty()) {
      Map<InstanceKey, Long> taken = findTaken(left);
      left.forEach(it -> refuseUnlessOwn(it, taken.get(it.instance().key())));
    }
    return Objects.requireNonNull(parts.get(true)).stream().map(Creation::instance).toList();
  }

  private List<InstanceRecord> lookAndInsert(List<Creation> creations) {
    Map<InstanceKey, Long> taken = findTaken(creations);
    List<InstanceRecord> created = new ArrayList<>();
    for (Creation creation : creations) {
      InstanceRecord instance = creation.instance();
      Long holder = taken.putIfAbsent(instance.key(), instance.number());
      if (holder == null) {
        created.add(instance);
      } else {
        refuseUnlessOwn(creation, holder);
      }
    }
    sql.execute(INSERT, created.stream().map(CreationWriter::parameters).toList());
    return created;
  }

  /** An earlier try may have stored the instance itself. */
  private static void refuseUnlessOwn(Creation creation, @Nullable Long holder) {
    if (holder == null || holder != creation.instance().number()) {
      creation.entry().outcome = Outcome.ALREADY_EXISTS;
    }
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
        .add(0)
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
        sql.dialect().instancesByKey("i.number, i.workflow, i.id"),
        row ->
            taken.put(
                new InstanceKey(row.getString("workflow"), row.getString("id")),
                row.getLong("number")),
        keys.stream().map(InstanceKey::workflow).toList(),
        keys.stream().map(InstanceKey::id).toList());
    return taken;
  }
}
