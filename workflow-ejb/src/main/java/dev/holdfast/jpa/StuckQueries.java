package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StuckReason;
import dev.holdfast.engine.port.StatisticsReader.StuckBounds;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for instances that are not getting on, in one transaction. */
final class StuckQueries {

  /**
   * The bodies that are recorded as executing, with the end of the attempt before and the delay
   * after it. There are no more than the nodes have slots, branches aside.
   */
  private static final String BODIES =
      "select i.workflow, i.id, i.owner, s.kind, s.scope, s.name, s.occurrence, s.started_at,"
          + " s.options, a.ended_at, a.retry_delay_millis from workflow_instance i"
          + " join workflow_step s on s.instance = i.number and s.epoch = i.epoch"
          + " left join workflow_attempt a on a.instance = s.instance and a.epoch = s.epoch"
          + " and a.step_seq = s.seq and a.attempt = s.attempt - 1"
          + " where i.owner is not null and s.status = 'running'"
          + " and s.kind in ('run', 'compensation') and s.started_at <= ?";

  private final Sql sql;
  private final StuckBounds bounds;
  private final int limit;

  StuckQueries(Sql sql, StuckBounds bounds, int limit) {
    this.sql = sql;
    this.bounds = bounds;
    this.limit = limit;
  }

  List<StuckInstance> all() {
    return Stream.of(ownersGone(), unclaimed(), overrunning(), recoveredOften())
        .flatMap(List::stream)
        .toList();
  }

  private List<StuckInstance> ownersGone() {
    return sql.query(
        "select workflow, id, owner, log from workflow_instance where owner is not null"
            + " and not exists (select 1 from workflow_node where node = owner"
            + " and heartbeat_at >= ? and not fenced) order by log limit ?",
        row -> owned(row, StuckReason.OWNER_GONE),
        bounds.silentSince(),
        limit);
  }

  private List<StuckInstance> recoveredOften() {
    return sql.query(
        "select workflow, id, owner, log from workflow_instance where owner is not null"
            + " and recoveries >= ? order by log limit ?",
        row -> owned(row, StuckReason.RECOVERED_OFTEN),
        bounds.recoveries(),
        limit);
  }

  private List<StuckInstance> unclaimed() {
    return DueClaim.CLAIMED.stream()
        .map(InstanceStatus::wireName)
        .flatMap(status -> unclaimed(status).stream())
        .sorted(Comparator.comparing(StuckInstance::since))
        .limit(limit)
        .toList();
  }

  private List<StuckInstance> unclaimed(String status) {
    return sql.query(
        "select workflow, id, wake_at from workflow_instance where status = ? and wake_at < ?"
            + " order by wake_at limit ?",
        row ->
            new StuckInstance(
                key(row), StuckReason.UNCLAIMED, Sql.instant(row, "wake_at"), null, null),
        status,
        bounds.dueBefore(),
        limit);
  }

  private List<StuckInstance> overrunning() {
    return sql.query(BODIES, StuckQueries::body, bounds.now().minus(bounds.grace())).stream()
        .filter(this::isOver)
        .map(Body::found)
        .sorted(Comparator.comparing(StuckInstance::since))
        .limit(limit)
        .toList();
  }

  /** Is a body that is executing, with its timeout if that is recorded. */
  private record Body(StuckInstance found, Optional<Duration> timeout) {}

  private boolean isOver(Body body) {
    Duration timeout = body.timeout.orElse(bounds.timeout());
    Instant end = body.found.since().plus(timeout).plus(bounds.grace());
    return !end.isAfter(bounds.now());
  }

  private static Body body(ResultSet row) throws SQLException {
    StepKey step =
        new StepKey(
            StepKind.of(row.getString("kind")),
            row.getString("scope"),
            row.getString("name"),
            row.getInt("occurrence"));
    return new Body(
        new StuckInstance(
            key(row),
            StuckReason.OVERRUNNING,
            attemptStarted(row),
            row.getLong("owner"),
            step.shown()),
        RecordedOptions.timeout(row.getString("options")));
  }

  private static Instant attemptStarted(ResultSet row) throws SQLException {
    @Nullable Instant before = Times.optional(row.getObject("ended_at", OffsetDateTime.class));
    return before == null
        ? Sql.instant(row, "started_at")
        : before.plusMillis(row.getLong("retry_delay_millis"));
  }

  private static StuckInstance owned(ResultSet row, StuckReason reason) throws SQLException {
    return new StuckInstance(
        key(row), reason, LogPositions.timeOf(row.getLong("log")), row.getLong("owner"), null);
  }

  private static InstanceKey key(ResultSet row) throws SQLException {
    return new InstanceKey(row.getString("workflow"), row.getString("id"));
  }
}
