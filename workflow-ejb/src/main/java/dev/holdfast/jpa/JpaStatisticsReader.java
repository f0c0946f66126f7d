package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.port.StatisticsReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts in the database. What is due is found by the index of due times, one status at a time. */
final class JpaStatisticsReader implements StatisticsReader {

  private static final String LONGEST_WAITS =
      "select i.workflow, i.id, i.log, i.wake_at from workflow_instance i"
          + " join (select workflow, min(log) as since from workflow_instance"
          + " where status = 'waiting' group by workflow) longest"
          + " on longest.workflow = i.workflow and longest.since = i.log"
          + " where i.status = 'waiting' order by i.number";

  private static final String RETRYING =
      "select i.workflow, count(*) as found from workflow_instance i"
          + " join workflow_step s on s.instance = i.number and s.epoch = i.epoch"
          + " where i.status in ('running', 'waiting', 'waitingForPause', 'paused', 'queued',"
          + " 'rollingBack') and s.status = 'retrying' group by i.workflow";

  private final PersistenceTransactions transactions;

  JpaStatisticsReader(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<StatusCount> countInstances() {
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select workflow, status, count(*) as found from workflow_instance"
                        + " group by workflow, status",
                    row ->
                        new StatusCount(
                            row.getString("workflow"),
                            InstanceEntity.status(row.getString("status")),
                            row.getLong("found"))));
  }

  @Override
  public List<LongestWait> listLongestWaits() {
    return transactions.inNew(
        entities -> {
          Map<String, LongestWait> longest = new LinkedHashMap<>();
          for (LongestWait wait :
              new Sql(entities).query(LONGEST_WAITS, JpaStatisticsReader::wait)) {
            longest.putIfAbsent(wait.key().workflow(), wait);
          }
          return List.copyOf(longest.values());
        });
  }

  @Override
  public List<DueCount> countDue(Instant now) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          return DueClaim.CLAIMED.stream()
              .flatMap(status -> countDue(sql, status, now).stream())
              .toList();
        });
  }

  @Override
  public Map<String, Long> countRetrying() {
    return transactions.inNew(
        entities -> {
          Map<String, Long> counts = new LinkedHashMap<>();
          new Sql(entities)
              .query(RETRYING, row -> counts.put(row.getString("workflow"), row.getLong("found")));
          return counts;
        });
  }

  @Override
  public List<StuckInstance> listStuck(StuckBounds bounds, int limit) {
    return transactions.inNew(entities -> new StuckQueries(new Sql(entities), bounds, limit).all());
  }

  private static LongestWait wait(ResultSet row) throws SQLException {
    return new LongestWait(
        new InstanceKey(row.getString("workflow"), row.getString("id")),
        LogPositions.timeOf(row.getLong("log")),
        Sql.instant(row, 4));
  }

  private static List<DueCount> countDue(Sql sql, InstanceStatus status, Instant now) {
    List<DueCount> counts =
        sql.query(
            "select workflow, count(*) as found, min(wake_at) as earliest from workflow_instance"
                + " where status = ? and wake_at <= ? group by workflow",
            row ->
                new DueCount(
                    row.getString("workflow"),
                    status,
                    row.getLong("found"),
                    Sql.instant(row, "earliest"),
                    Optional.empty()),
            status.wireName(),
            now);
    return counts.stream().map(count -> withFirst(sql, count)).toList();
  }

  private static DueCount withFirst(Sql sql, DueCount count) {
    Optional<String> firstId =
        sql
            .query(
                "select id from workflow_instance where status = ? and wake_at = ?"
                    + " and workflow = ? order by number limit 1",
                row -> row.getString("id"),
                count.status().wireName(),
                count.earliest(),
                count.workflow())
            .stream()
            .findFirst();
    return new DueCount(count.workflow(), count.status(), count.count(), count.earliest(), firstId);
  }
}
