package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import dev.holdfast.engine.port.ScheduleStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps schedules in the database. That a row is still due at the time that was seen is the
 * condition of the update that moves it on: of many nodes that fire at once, one does.
 */
final class JpaScheduleStore implements ScheduleStore {

  private static final int TRIES = 3;
  private static final String COLUMNS = "select workflow, cron, zone, next_at, last_at, paused";

  private final PersistenceTransactions transactions;
  private final NotifiedWorkflows notified;

  JpaScheduleStore(PersistenceTransactions transactions, NotifiedWorkflows notified) {
    this.transactions = transactions;
    this.notified = notified;
  }

  @Override
  public void register(String workflow, List<ScheduleRecord> schedules) {
    againWhenDuplicate(
        () ->
            transactions.inNew(
                entities -> {
                  register(new Sql(entities), workflow, schedules);
                  return true;
                }));
  }

  @Override
  public List<ScheduleRecord> list(String workflow) {
    List<ScheduleRecord> found =
        transactions.inNew(
            entities ->
                new Sql(entities)
                    .query(
                        COLUMNS + " from workflow_schedule where workflow = ?",
                        JpaScheduleStore::read,
                        workflow));
    // Not by the database, whose order of texts may be that of some language.
    return found.stream().sorted(Comparator.comparing(row -> row.key().cron())).toList();
  }

  @Override
  public List<ScheduleRecord> listNext(Collection<String> workflows) {
    if (workflows.isEmpty()) {
      return List.of();
    }
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    COLUMNS
                        + " from workflow_schedule where workflow = any(?) and next_at is not null"
                        + " order by next_at",
                    JpaScheduleStore::read,
                    workflows));
  }

  @Override
  public boolean fire(Firing firing) {
    return againWhenDuplicate(
        () ->
            transactions.inNew(
                entities -> {
                  Sql sql = new Sql(entities);
                  boolean moved = moveOn(sql, firing);
                  if (moved && !firing.instances().isEmpty()) {
                    new BatchWriter(entities, sql, notified)
                        .write(
                            firing.instances().stream()
                                .<Change>map(Change.InstanceCreated::new)
                                .toList());
                  }
                  return moved;
                }));
  }

  @Override
  public Optional<ScheduleRecord> pause(ScheduleKey key) {
    return update(
        key,
        "update workflow_schedule set paused = true, next_at = null"
            + " where workflow = ? and cron = ? and not paused",
        key.workflow(),
        key.cron());
  }

  @Override
  public Optional<ScheduleRecord> resume(ScheduleKey key, @Nullable Instant nextAt) {
    return update(
        key,
        "update workflow_schedule set paused = false, next_at = ?"
            + " where workflow = ? and cron = ? and paused",
        nextAt,
        key.workflow(),
        key.cron());
  }

  private static void register(Sql sql, String workflow, List<ScheduleRecord> schedules) {
    Map<String, ScheduleRecord> stored = new HashMap<>();
    sql.query(
        COLUMNS
            + " from workflow_schedule where workflow = ?"
            + sql.dialect().silenceLimit()
            + " for update",
        row -> stored.put(row.getString("cron"), read(row)),
        workflow);
    for (ScheduleRecord schedule : schedules) {
      @Nullable ScheduleRecord before = stored.remove(schedule.key().cron());
      if (before == null) {
        insert(sql, schedule);
      } else if (!before.zone().equals(schedule.zone())) {
        sql.update(
            "update workflow_schedule set zone = ?, next_at = ? where workflow = ? and cron = ?",
            schedule.zone(),
            before.paused() ? null : schedule.nextAt(),
            workflow,
            schedule.key().cron());
      }
    }
    stored
        .keySet()
        .forEach(
            cron ->
                sql.update(
                    "delete from workflow_schedule where workflow = ? and cron = ?",
                    workflow,
                    cron));
  }

  private static void insert(Sql sql, ScheduleRecord schedule) {
    sql.update(
        "insert into workflow_schedule (workflow, cron, zone, next_at, last_at, paused)"
            + " values (?, ?, ?, ?, ?, ?)",
        schedule.key().workflow(),
        schedule.key().cron(),
        schedule.zone(),
        schedule.nextAt(),
        schedule.lastAt(),
        schedule.paused());
  }

  private static boolean moveOn(Sql sql, Firing firing) {
    return sql.update(
            "update workflow_schedule set next_at = ?, last_at = coalesce(?, last_at)"
                + " where workflow = ? and cron = ? and next_at = ?"
                + sql.dialect().silenceLimit(),
            firing.nextAt(),
            firing.lastAt(),
            firing.key().workflow(),
            firing.key().cron(),
            firing.dueAt())
        == 1;
  }

  private Optional<ScheduleRecord> update(
      ScheduleKey key, String sql, @Nullable Object... parameters) {
    return transactions.inNew(
        entities -> {
          Sql database = new Sql(entities);
          database.update(sql + database.dialect().silenceLimit(), parameters);
          return database
              .query(
                  COLUMNS + " from workflow_schedule where workflow = ? and cron = ?",
                  JpaScheduleStore::read,
                  key.workflow(),
                  key.cron())
              .stream()
              .findFirst();
        });
  }

  /** Looks again after another node has inserted the same row. */
  private static <T> T againWhenDuplicate(Supplier<T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (tried == TRIES || !DatabaseErrors.isDuplicate(e)) {
          throw e;
        }
      }
    }
  }

  private static ScheduleRecord read(ResultSet row) throws SQLException {
    return new ScheduleRecord(
        new ScheduleKey(row.getString("workflow"), row.getString("cron")),
        row.getString("zone"),
        time(row, "next_at"),
        time(row, "last_at"),
        row.getBoolean("paused"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    return Times.optional(row.getObject(column, OffsetDateTime.class));
  }
}
