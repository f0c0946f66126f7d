package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.AttemptFailed;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import dev.holdfast.jpa.Batch.Entry;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Inserts and updates steps and inserts attempts. A step that is inserted and updated in one batch
 * is inserted once, as it is in the end. Steps are inserted by JDBC, not as entities: every step
 * body waits for the row of the step before it.
 */
final class StepWriter {

  private static final String[] CHANGEABLE = {
    "started_at timestamptz",
    "status varchar",
    "attempt integer",
    "ended_at timestamptz",
    "due_at timestamptz",
    "options varchar",
    "event_type varchar",
    "result_codec varchar",
    "result_type varchar",
    "result varchar",
    "error_name varchar seldom",
    "error_message varchar seldom",
    "error_code varchar seldom",
    "error_types varchar seldom",
    "taken_event bigint",
    "taken_event_id varchar",
    "taken_received_at timestamptz",
    "started_log bigint",
    "ended_log bigint",
    "child_workflow varchar seldom",
    "child_id varchar seldom",
    "instance bigint",
    "epoch integer",
    "seq integer"
  };

  static final SetStatement INSERT =
      SetStatement.insert(
          "workflow_step",
          Stream.concat(
                  Stream.of("kind varchar", "scope varchar", "name varchar", "occurrence integer"),
                  Stream.of(CHANGEABLE))
              .toArray(String[]::new));

  static final SetStatement UPDATE =
      SetStatement.updateOfAll(
          "update workflow_step set started_at = :started_at, status = :status,"
              + " attempt = :attempt, ended_at = :ended_at, due_at = :due_at, options = :options,"
              + " event_type = :event_type, result_codec = :result_codec,"
              + " result_type = :result_type, result = :result, error_name = :error_name,"
              + " error_message = :error_message, error_code = :error_code,"
              + " error_types = :error_types, taken_event = :taken_event,"
              + " taken_event_id = :taken_event_id, taken_received_at = :taken_received_at,"
              + " started_log = :started_log, ended_log = :ended_log,"
              + " child_workflow = :child_workflow, child_id = :child_id"
              + " {given} where {key instance} and epoch = :epoch and seq = :seq",
          DatabaseErrors.REFUSAL + "steps have no row, found: ",
          CHANGEABLE);

  static final SetStatement TAKE =
      SetStatement.update(
          "update workflow_event set taken_by = :taken_by {given} where {key number}",
          "taken_by integer",
          "number bigint");

  private final @Nullable EntityManager entities;
  private final Sql sql;
  private final Map<EntryId, StepRecord> inserts = new LinkedHashMap<>();
  private final Map<EntryId, StepRecord> updates = new LinkedHashMap<>();

  StepWriter(@Nullable EntityManager entities, Sql sql) {
    this.entities = entities;
    this.sql = sql;
  }

  /**
   * Makes the inserts of attempts ready for the next flush and writes the steps.
   *
   * @param stored tells what an earlier try has stored
   */
  void write(
      List<Entry<StepWritten>> steps, List<Entry<AttemptFailed>> attempts, StoredEntries stored) {
    List<AttemptFailed> failures =
        attempts.stream().filter(Entry::isApplied).map(entry -> entry.change).toList();
    for (AttemptFailed failure : stored.withoutStored(failures)) {
      Objects.requireNonNull(entities)
          .persist(new AttemptEntity(failure.lease(), failure.record()));
    }
    steps.stream().filter(Entry::isApplied).forEach(entry -> collect(entry.change));
    for (EntryId id : stored.findSteps(inserts)) {
      updates.put(id, inserts.remove(id));
    }
    insert();
    update();
    markTaken();
  }

  private void insert() {
    List<Parameters> rows = new ArrayList<>();
    inserts.forEach((id, step) -> rows.add(row(id, step)));
    sql.send(INSERT, rows);
  }

  /** Returns what is inserted for a step. */
  static Parameters row(EntryId id, StepRecord step) {
    return addChangeable(
        new Parameters()
            .add(step.key().kind().wireName())
            .add(step.key().scope())
            .add(step.key().name())
            .add(step.key().occurrence()),
        id,
        step);
  }

  private void update() {
    List<Parameters> rows = new ArrayList<>();
    updates.forEach((id, step) -> rows.add(addChangeable(new Parameters(), id, step)));
    sql.require(UPDATE, rows, () -> "There is no row for one of the steps " + updates.keySet());
  }

  private void markTaken() {
    List<Parameters> taken = new ArrayList<>();
    Stream.concat(inserts.values().stream(), updates.values().stream())
        .forEach(
            step -> {
              TakenEvent event = step.taken();
              if (event != null) {
                taken.add(new Parameters().add(step.seq()).add(event.number()));
              }
            });
    sql.send(TAKE, taken);
  }

  private void collect(StepWritten change) {
    StepRecord step = change.record();
    Lease lease = change.lease();
    EntryId id = new EntryId(lease.instance(), lease.epoch(), step.seq());
    if (!change.isNew()) {
      (inserts.containsKey(id) ? inserts : updates).put(id, step);
    } else if (inserts.put(id, step) != null) {
      throw new IllegalStateException("The step " + id + " is new twice in one batch");
    }
  }

  private static Parameters addChangeable(Parameters row, EntryId id, StepRecord step) {
    TakenEvent taken = step.taken();
    return row.add(step.startedAt())
        .add(step.status().wireName())
        .add(step.attempt())
        .add(step.endedAt())
        .add(step.dueAt())
        .add(step.options())
        .add(step.eventType())
        .addValue(step.result())
        .addFailure(step.failure())
        .add(taken == null ? null : taken.number())
        .add(taken == null ? null : taken.eventId())
        .add(taken == null ? null : taken.receivedAt())
        .add(step.startedLog())
        .add(step.endedLog())
        .add(step.child() == null ? null : step.child().workflow())
        .add(step.child() == null ? null : step.child().id())
        .add(id.instance())
        .add(id.epoch())
        .add(id.seq());
  }
}
