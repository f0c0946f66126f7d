package dev.holdfast.jpa;

import dev.holdfast.api.Retention;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole rows of instances by JDBC, where each event, each claim and each control call needs
 * one: entities would cost more than everything else that is done with it. Lists are entities.
 */
final class InstanceRows {

  private InstanceRows() {}

  /** Looks for the instance of a key, as it is stored now. */
  static Optional<InstanceRecord> find(Sql sql, InstanceKey key) {
    return sql
        .query(
            "select * from workflow_instance where workflow = ? and id = ?",
            InstanceRows::read,
            key.workflow(),
            key.id())
        .stream()
        .findFirst();
  }

  /** Looks for the instances of some keys, as they are stored now. */
  static Map<InstanceKey, InstanceRecord> findAll(Sql sql, Collection<InstanceKey> keys) {
    return sql
        .query(
            sql.dialect().instancesByKey("i.*"),
            InstanceRows::read,
            keys.stream().map(InstanceKey::workflow).toList(),
            keys.stream().map(InstanceKey::id).toList())
        .stream()
        .filter(instance -> keys.contains(instance.key()))
        .collect(Collectors.toMap(InstanceRecord::key, it -> it));
  }

  /** Reads all columns. */
  static InstanceRecord read(ResultSet row) throws SQLException {
    return new InstanceRecord(
        row.getLong("number"),
        new InstanceKey(row.getString("workflow"), row.getString("id")),
        origin(row),
        InstanceEntity.status(row.getString("status")),
        row.getInt("epoch"),
        number(row, "owner"),
        time(row, "wake_at"),
        row.getInt("signals"),
        row.getInt("recoveries"),
        time(row, "started_at"),
        time(row, "ended_at"),
        row.getString("last_version"),
        value(row, "output_codec", "output_type", "output"),
        failure(row),
        time(row, "paused_at"),
        row.getLong("log"),
        value(row, "progress_codec", "progress_type", "progress"),
        Texts.lines(row.getString("warnings")),
        rollback(row),
        AwaitedTypes.types(row.getString("awaits")));
  }

  private static InstanceRecord.Origin origin(ResultSet row) throws SQLException {
    @Nullable String cron = row.getString("schedule_cron");
    @Nullable Instant scheduledAt = time(row, "scheduled_at");
    return new InstanceRecord.Origin(
        value(row, "params_codec", "params_type", "params"),
        Objects.requireNonNull(time(row, "created_at")),
        row.getString("created_version"),
        row.getString("created_trigger"),
        row.getString("created_caller"),
        new Retention(
            Times.duration(number(row, "retention_success_millis")),
            Times.duration(number(row, "retention_error_millis"))),
        parent(row),
        cron == null || scheduledAt == null ? null : new ScheduledFiring(cron, scheduledAt));
  }

  private static @Nullable Parent parent(ResultSet row) throws SQLException {
    @Nullable String workflow = row.getString("parent_workflow");
    return workflow == null
        ? null
        : new Parent(
            new InstanceKey(workflow, row.getString("parent_id")),
            row.getLong("parent_number"),
            row.getInt("parent_epoch"),
            row.getInt("parent_step"));
  }

  private static @Nullable Failure failure(ResultSet row) throws SQLException {
    return FailureColumns.failure(
        row.getString("error_name"),
        row.getString("error_message"),
        row.getString("error_code"),
        row.getString("error_types"));
  }

  private static @Nullable Rollback rollback(ResultSet row) throws SQLException {
    return RollbackColumns.rollback(
        row.getString("rollback_outcome"),
        row.getString("rollback_error_name"),
        row.getString("rollback_error_message"),
        row.getString("rollback_error_code"));
  }

  private static @Nullable EncodedValue value(ResultSet row, String codec, String type, String data)
      throws SQLException {
    return EncodedValueColumns.value(
        row.getString(codec), row.getString(type), row.getString(data));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    return Times.optional(row.getObject(column, OffsetDateTime.class));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }
}
