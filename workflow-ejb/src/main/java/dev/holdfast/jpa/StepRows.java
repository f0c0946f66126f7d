package dev.holdfast.jpa;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import dev.holdfast.engine.model.StepStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a run begins with, by JDBC: an instance that wakes with a thousand steps behind it
 * would spend most of its time on making entities of them. The transaction has begun with {@link
 * Dialect#settingsOfReads}.
 */
final class StepRows {

  static final String STEPS =
      "select instance, epoch, seq, kind, scope, name, occurrence, status, attempt, started_at,"
          + " ended_at, due_at, options, event_type, result_codec, result_type, result,"
          + " error_name, error_message, error_code, error_types, taken_event, taken_event_id,"
          + " taken_received_at, started_log, ended_log, child_workflow, child_id"
          + " from workflow_step where instance = any(?) order by seq";

  static final String EVENTS =
      "select instance, epoch, number, event_id, type, payload_codec, payload_type, payload,"
          + " received_at from workflow_event where instance = any(?) and taken_by is null"
          + " order by instance, number"; // by numbers alone it might walk over all events

  private final Sql sql;
  private final Map<Long, Integer> epochs;

  /** Reads of the present epochs of some instances. */
  StepRows(Sql sql, Map<Long, Integer> epochs) {
    this.sql = sql;
    this.epochs = epochs;
  }

  /** Reads the steps of each instance in order of start. */
  Map<Long, List<StepRecord>> steps() {
    return read(STEPS, StepRows::step);
  }

  /** Reads the events of each instance that no wait has taken, in order of arrival. */
  Map<Long, List<EventRecord>> untakenEvents() {
    return read(EVENTS, StepRows::event);
  }

  private <T> Map<Long, List<T>> read(String query, Sql.RowReader<T> reader) {
    Map<Long, List<T>> found = new HashMap<>();
    Collection<Long> instances = epochs.keySet();
    sql.query(
        query,
        row -> {
          long instance = row.getLong(1);
          return row.getInt(2) == epochs.getOrDefault(instance, 0)
              && found.computeIfAbsent(instance, i -> new ArrayList<>()).add(reader.read(row));
        },
        instances);
    return found;
  }

  private static StepRecord step(ResultSet row) throws SQLException {
    @Nullable String childWorkflow = row.getString(27);
    @Nullable String childId = row.getString(28);
    return new StepRecord(
        new StepKey(
            StepKind.of(row.getString(4)), row.getString(5), row.getString(6), row.getInt(7)),
        row.getInt(3),
        StepStatus.of(row.getString(8)),
        row.getInt(9),
        Objects.requireNonNull(Sql.instant(row, 10)),
        Sql.instant(row, 11),
        Sql.instant(row, 12),
        row.getString(13),
        row.getString(14),
        value(row, 15),
        failure(row, 18),
        taken(row, 22),
        row.getLong(25),
        row.getLong(26),
        childWorkflow == null || childId == null ? null : new InstanceKey(childWorkflow, childId));
  }

  private static EventRecord event(ResultSet row) throws SQLException {
    return new EventRecord(
        row.getLong(3),
        row.getLong(1),
        row.getInt(2),
        row.getString(4),
        row.getString(5),
        value(row, 6),
        Objects.requireNonNull(Sql.instant(row, 9)));
  }

  /** Reads codec, type and data from a column on. */
  static @Nullable EncodedValue value(ResultSet row, int first) throws SQLException {
    return EncodedValueColumns.value(
        row.getString(first), row.getString(first + 1), row.getString(first + 2));
  }

  /** Reads name, message, code and types from a column on. */
  static @Nullable Failure failure(ResultSet row, int first) throws SQLException {
    return FailureColumns.failure(
        row.getString(first),
        row.getString(first + 1),
        row.getString(first + 2),
        row.getString(first + 3));
  }

  private static @Nullable TakenEvent taken(ResultSet row, int first) throws SQLException {
    @Nullable String eventId = row.getString(first + 1);
    return eventId == null
        ? null
        : new TakenEvent(
            row.getLong(first), eventId, Objects.requireNonNull(Sql.instant(row, first + 2)));
  }
}
