package dev.holdfast.jpa;

import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.EventLogReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads what a log is made of from the database, in the caller's transaction if there is one. */
final class JpaEventLogReader implements EventLogReader {

  private static final String ATTEMPTS =
      " from AttemptEntity a where a.instance = :instance and a.epoch = :epoch and a.log > :after";

  private final PersistenceTransactions transactions;

  JpaEventLogReader(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Rows> read(InstanceKey key, long after) {
    return transactions.inCurrent(
        entities -> find(entities, key).map(instance -> read(entities, instance, after)));
  }

  private static Rows read(EntityManager entities, InstanceRecord instance, long after) {
    // Rows that are referred to come last: whatever an attempt belongs to is there by then.
    List<AttemptRecord> attempts =
        query(entities, "select a" + ATTEMPTS + " order by a.log", AttemptEntity.class, instance)
            .setParameter("after", after)
            .getResultStream()
            .map(AttemptEntity::toRecord)
            .toList();
    return new Rows(
        instance,
        steps(entities, instance, after),
        attempts,
        events(entities, instance, after),
        records(new Sql(entities), instance, after));
  }

  private static Optional<InstanceRecord> find(EntityManager entities, InstanceKey key) {
    return EntityReads.of(
            entities,
            "select i from InstanceEntity i where i.workflow = :workflow and i.id = :id",
            InstanceEntity.class)
        .setParameter("workflow", key.workflow())
        .setParameter("id", key.id())
        .getResultStream()
        .findFirst()
        .map(InstanceEntity::toRecord);
  }

  private static List<StepRecord> steps(
      EntityManager entities, InstanceRecord instance, long after) {
    return query(
            entities,
            "select s from StepEntity s where s.instance = :instance and s.epoch = :epoch"
                + " and (s.startedLog > :after or s.endedLog > :after or s.kind = 'compensation'"
                + " or s.seq in (select a.stepSeq"
                + ATTEMPTS
                + ")) order by s.seq",
            StepEntity.class,
            instance)
        .setParameter("after", after)
        .getResultStream()
        .map(StepEntity::toRecord)
        .toList();
  }

  private static List<LoggedEvent> events(
      EntityManager entities, InstanceRecord instance, long after) {
    return query(
            entities,
            "select e from EventEntity e where e.instance = :instance and e.epoch = :epoch"
                + " and e.log > :after order by e.log",
            EventEntity.class,
            instance)
        .setParameter("after", after)
        .getResultStream()
        .map(EventEntity::toLogged)
        .toList();
  }

  private static List<LogRecord> records(Sql sql, InstanceRecord instance, long after) {
    return sql.query(
        "select log, type, at, data from workflow_log where instance = ? and epoch = ?"
            + " and (log > ? or type = 'workflow_queued') order by log",
        JpaEventLogReader::record,
        instance.number(),
        instance.epoch(),
        after);
  }

  private static LogRecord record(ResultSet row) throws SQLException {
    String type = row.getString("type");
    return new LogRecord(
        row.getLong("log"),
        LogType.find(type)
            .orElseThrow(() -> new IllegalStateException("Unknown type of log record " + type)),
        Sql.instant(row, "at"),
        row.getString("data"));
  }

  private static <T> TypedQuery<T> query(
      EntityManager entities, String jpql, Class<T> type, InstanceRecord instance) {
    return EntityReads.of(entities, jpql, type)
        .setParameter("instance", instance.number())
        .setParameter("epoch", instance.epoch());
  }
}
