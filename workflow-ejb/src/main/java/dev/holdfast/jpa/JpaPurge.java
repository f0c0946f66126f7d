package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.Purge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Purges instances from the database: their rows are locked first, what is locked is skipped. */
final class JpaPurge implements Purge {

  private static final List<String> FINISHED =
      Arrays.stream(InstanceStatus.values())
          .filter(InstanceStatus::isTerminal)
          .map(InstanceStatus::wireName)
          .toList();

  private final PersistenceTransactions transactions;

  JpaPurge(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public int purgeDue(Instant now, int limit) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          List<Long> deleted = new ArrayList<>();
          for (String status : FINISHED) {
            if (deleted.size() < limit) {
              deleted.addAll(delete(sql, status, now, limit - deleted.size()));
            }
          }
          InstanceRewrite.deleteBelongings(sql, deleted);
          return deleted.size();
        });
  }

  @Override
  public Optional<Instant> nextDue() {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          return FINISHED.stream()
              .flatMap(status -> nextDue(sql, status).stream())
              .min(Instant::compareTo);
        });
  }

  /** One status at a time, because the index of due times begins with it. */
  private static List<Long> lockDue(Sql sql, String status, Instant now, int limit) {
    return sql.query(
        "select number from workflow_instance where status = ? and wake_at <= ?"
            + " order by wake_at, number limit ? for update skip locked",
        row -> row.getLong("number"),
        status,
        now,
        limit);
  }

  /** Deletes rows that are still due, whatever the read behind the locks has said. */
  private static List<Long> delete(Sql sql, String status, Instant now, int limit) {
    List<Long> due = lockDue(sql, status, now, limit);
    int[] counts =
        sql.batch(
            "delete from workflow_instance where number = ? and status = ? and wake_at <= ?",
            due.stream().map(number -> new Parameters().add(number).add(status).add(now)).toList());
    return IntStream.range(0, counts.length).filter(i -> counts[i] > 0).mapToObj(due::get).toList();
  }

  private static Optional<Instant> nextDue(Sql sql, String status) {
    return sql
        .query(
            "select wake_at from workflow_instance where status = ? and wake_at is not null"
                + " order by wake_at limit 1",
            row -> Sql.instant(row, "wake_at"),
            status)
        .stream()
        .findFirst();
  }
}
