package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.Change.ByRun;
import dev.holdfast.engine.model.Change.Ended;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPlace;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.Notification;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.jpa.Batch.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts notifications into the outbox, in the transaction of what they are about. Each has the id
 * that its record has in the event log. Where no workflow is to be notified of, this does nothing.
 */
final class OutboxWriter {

  private static final Set<LogType> FROM_CALLS =
      Set.of(LogType.WORKFLOW_QUEUED, LogType.WORKFLOW_PAUSED);

  private static final String INSERT =
      "insert into workflow_outbox (instance, event_id, workflow, id, type, version, at)"
          + " select cast(? as bigint), cast(? as bigint), ?, ?, ?, ?,"
          + " cast(? as timestamp(6) with time zone) from (select 1 as one) as nothing where not exists"
          + " (select 1 from workflow_outbox where instance = ? and event_id = ?)";

  private final Sql sql;
  private final NotifiedWorkflows workflows;

  OutboxWriter(Sql sql, NotifiedWorkflows workflows) {
    this.sql = sql;
    this.workflows = workflows;
  }

  /** Notifies of new instances, and of the start of those that run at once. */
  void created(Collection<InstanceRecord> created) {
    if (workflows.isOff()) {
      return;
    }
    List<Notification> found = new ArrayList<>();
    for (InstanceRecord row : created) {
      Instant at = row.origin().createdAt();
      found.add(of(row, LogPositions.at(at) + LogPlace.OUTSIDE, LogType.WORKFLOW_QUEUED, at));
      @Nullable Instant startedAt = row.startedAt();
      if (startedAt != null) {
        found.add(started(row, startedAt, LogPositions.at(at)));
      }
    }
    insert(found);
  }

  /** Notifies of the first start of instances that have been claimed, as they were before. */
  void claimed(Collection<InstanceRecord> before, Instant now) {
    if (workflows.isOff()) {
      return;
    }
    insert(
        before.stream()
            .filter(row -> row.startedAt() == null && isNotified(row))
            .map(row -> started(row, now, beginning(row, now)))
            .toList());
  }

  /** Notifies of pauses and ends, after the rows of their instances have been changed. */
  void settled(Collection<Entry<ByRun>> settlements) {
    if (workflows.isOff()) {
      return;
    }
    sql.flush(); // a signal may have refused them
    Map<Long, ByRun> changes = new HashMap<>();
    settlements.stream()
        .filter(Entry::isApplied)
        .map(entry -> entry.change)
        .filter(OutboxWriter::mayNotify)
        .forEach(change -> changes.put(change.instance(), change));
    if (!changes.isEmpty()) {
      insert(
          sql
              .query(
                  "select number, workflow, id, status, log from workflow_instance"
                      + " where number = any(?)",
                  row ->
                      settled(
                          new InstanceKey(row.getString("workflow"), row.getString("id")),
                          InstanceEntity.status(row.getString("status")),
                          row.getLong("log"),
                          Objects.requireNonNull(changes.get(row.getLong("number")))),
                  changes.keySet())
              .stream()
              .flatMap(Optional::stream)
              .toList());
    }
  }

  /** Notifies of what a control call has done. */
  void controlled(Decision decision) {
    Optional<InstanceRecord> changed = decision.after();
    if (workflows.isOff() || changed.isEmpty()) {
      return;
    }
    InstanceRecord after = changed.get();
    List<Notification> found = new ArrayList<>();
    for (LogRecord record : decision.log()) {
      if (FROM_CALLS.contains(record.type())) {
        found.add(of(after, record.id(), record.type(), record.at()));
      }
    }
    if (after.status() == InstanceStatus.TERMINATED && !decision.before().status().isTerminal()) {
      Instant endedAt = Objects.requireNonNull(after.endedAt());
      found.add(of(after, after.log() + LogPlace.ENDED, LogType.WORKFLOW_TERMINATED, endedAt));
    }
    insert(found);
  }

  private static boolean mayNotify(ByRun change) {
    return change instanceof Ended
        || (change instanceof Suspended suspended && suspended.status() == InstanceStatus.WAITING);
  }

  private static Optional<Notification> settled(
      InstanceKey key, InstanceStatus status, long log, ByRun change) {
    long number = change.instance();
    if (change instanceof Ended end) {
      long id = log + LogPlace.ENDED;
      LogType type = typeOf(end.status());
      return Optional.of(new Notification(number, key, id, type, end.version(), end.endedAt()));
    }
    Suspended suspended = (Suspended) change;
    return status == InstanceStatus.PAUSED
        ? Optional.of(
            new Notification(
                number,
                key,
                suspended.log() + LogPlace.RUN,
                LogType.WORKFLOW_PAUSED,
                suspended.version(),
                suspended.at()))
        : Optional.empty();
  }

  private static LogType typeOf(InstanceStatus end) {
    return switch (end) {
      case COMPLETE -> LogType.WORKFLOW_COMPLETED;
      case TERMINATED -> LogType.WORKFLOW_TERMINATED;
      default -> LogType.WORKFLOW_ERRORED;
    };
  }

  private static Notification started(InstanceRecord row, Instant at, long since) {
    long position = Math.max(LogPositions.at(at), since);
    return of(row, position + LogPlace.STARTED, LogType.WORKFLOW_STARTED, at);
  }

  /** Returns the position before which the present epoch has nothing, as far as that matters. */
  private long beginning(InstanceRecord row, Instant startedAt) {
    if (row.epoch() == 1 || LogPositions.at(startedAt) >= row.log()) {
      return LogPositions.at(row.origin().createdAt());
    }
    // The clock of the node that has restarted it is ahead.
    return sql
        .query(
            "select log from workflow_log where instance = ? and epoch = ? and type = ?"
                + " order by log limit 1",
            found -> found.getLong("log"),
            row.number(),
            row.epoch(),
            LogType.WORKFLOW_QUEUED.wireName())
        .stream()
        .findFirst()
        .orElse(row.log());
  }

  private static Notification of(InstanceRecord row, long eventId, LogType type, Instant at) {
    @Nullable String version = row.lastVersion();
    return new Notification(
        row.number(),
        row.key(),
        eventId,
        type,
        version == null ? row.origin().version() : version,
        at);
  }

  private boolean isNotified(InstanceRecord row) {
    return workflows.includes(row.key().workflow());
  }

  private void insert(List<Notification> notifications) {
    Stream<Notification> wanted =
        notifications.stream().filter(it -> workflows.includes(it.key().workflow()));
    sql.batch(
        INSERT,
        wanted
            .map(
                it ->
                    new Parameters()
                        .add(it.number())
                        .add(it.eventId())
                        .add(it.key().workflow())
                        .add(it.key().id())
                        .add(it.type().wireName())
                        .add(it.version())
                        .add(it.at())
                        .add(it.number())
                        .add(it.eventId()))
            .toList());
  }
}
