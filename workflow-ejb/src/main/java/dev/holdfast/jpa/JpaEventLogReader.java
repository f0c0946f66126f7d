package dev.holdfast.jpa;

import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
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

  private static final String POSITIONS =
      "select log from ("
          + " select started_log as log from workflow_step where instance = ? and epoch = ?"
          + " union all select ended_log from workflow_step where instance = ? and epoch = ?"
          + " union all select log from workflow_attempt where instance = ? and epoch = ?"
          + " union all select log from workflow_event where instance = ? and epoch = ?"
          + " union all select log from workflow_log where instance = ? and epoch = ?"
          + ") as positions where log > ? order by log limit ?";

  private static final String ATTEMPTS =
      " from AttemptEntity a where a.instance = :instance and a.epoch = :epoch"
          + " and a.log between :from and :until";

  private final PersistenceTransactions transactions;

  JpaEventLogReader(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Rows> read(InstanceKey key, long after, int limit) {
    return transactions.inCurrent(
        entities ->
            InstanceRows.find(new Sql(entities), key)
                .map(instance -> read(entities, instance, after, limit)));
  }

  private static Rows read(EntityManager entities, InstanceRecord instance, long after, int limit) {
    Sql sql = new Sql(entities);
    List<Long> positions = positions(sql, instance, after, limit);
    long until =
        positions.size() < limit ? Long.MAX_VALUE : LogPositions.lastId(positions.get(limit - 1));
    Range range = new Range(entities, instance, after + 1, until);
    List<LogRecord> records = records(sql, range);
    if (positions.isEmpty() && !instance.status().isTerminal()) {
      return new Rows(instance, until, List.of(), List.of(), List.of(), records);
    }
    // Before the steps: those that the attempts belong to are there by then.
    List<AttemptRecord> attempts = attempts(range);
    return new Rows(instance, until, steps(range), attempts, events(range), records);
  }

  private static List<Long> positions(Sql sql, InstanceRecord instance, long after, int limit) {
    long number = instance.number();
    int epoch = instance.epoch();
    return sql.query(
        POSITIONS,
        row -> row.getLong("log"),
        number,
        epoch,
        number,
        epoch,
        number,
        epoch,
        number,
        epoch,
        number,
        epoch,
        after,
        limit);
  }

  private static List<AttemptRecord> attempts(Range range) {
    return range
        .query("select a" + ATTEMPTS + " order by a.log", AttemptEntity.class)
        .getResultStream()
        .map(AttemptEntity::toRecord)
        .toList();
  }

  private static List<StepRecord> steps(Range range) {
    return range
        .query(
            "select s from StepEntity s where s.instance = :instance and s.epoch = :epoch"
                + " and (s.startedLog between :from and :until or s.endedLog between :from and"
                + " :until or s.kind = 'compensation' or s.seq in (select a.stepSeq"
                + ATTEMPTS
                + ")) order by s.seq",
            StepEntity.class)
        .getResultStream()
        .map(StepEntity::toRecord)
        .toList();
  }

  private static List<LoggedEvent> events(Range range) {
    return range
        .query(
            "select e from EventEntity e where e.instance = :instance and e.epoch = :epoch"
                + " and e.log between :from and :until order by e.log",
            EventEntity.class)
        .getResultStream()
        .map(EventEntity::toLogged)
        .toList();
  }

  private static List<LogRecord> records(Sql sql, Range range) {
    return sql.query(
        "select log, type, at, data from workflow_log where instance = ? and epoch = ?"
            + " and (log between ? and ? or type in ('workflow_queued', 'workflow_terminated'))"
            + " order by log",
        JpaEventLogReader::record,
        range.instance().number(),
        range.instance().epoch(),
        range.from(),
        range.until());
  }

  /** Reads a row with log, type, at and data. */
  static LogRecord record(ResultSet row) throws SQLException {
    String type = row.getString("type");
    return new LogRecord(
        row.getLong("log"),
        LogType.find(type)
            .orElseThrow(() -> new IllegalStateException("Unknown type of log record " + type)),
        Sql.instant(row, "at"),
        row.getString("data"));
  }

  /** Is what a query is about: positions of an epoch. */
  private record Range(EntityManager entities, InstanceRecord instance, long from, long until) {

    <T> TypedQuery<T> query(String jpql, Class<T> type) {
      return EntityReads.of(entities, jpql, type)
          .setParameter("instance", instance.number())
          .setParameter("epoch", instance.epoch())
          .setParameter("from", from)
          .setParameter("until", until);
    }
  }
}
