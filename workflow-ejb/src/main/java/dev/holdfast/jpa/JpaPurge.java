package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.Purge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  public int purgeDue(Instant now, int limit, Archiving archiving) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          List<Locked> due = new ArrayList<>();
          for (String status : FINISHED) {
            if (due.size() < limit) {
              due.addAll(lockDue(sql, status, now, limit - due.size()));
            }
          }
          return delete(sql, due, Optional.of(now), archiving);
        });
  }

  @Override
  public int purge(Collection<Long> numbers, Archiving archiving) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          return delete(sql, lockFinished(sql, numbers), Optional.empty(), archiving);
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

  /** Is a row that is locked, with the status that it was found by. */
  private record Locked(long number, String status) {}

  /** One status at a time, because the index of due times begins with it. */
  private static List<Locked> lockDue(Sql sql, String status, Instant now, int limit) {
    return sql.query(
        "select number from workflow_instance where status = ? and wake_at <= ?"
            + sql.dialect().silenceLimit()
            + " order by wake_at, number limit ? for update skip locked",
        row -> new Locked(row.getLong("number"), status),
        status,
        now,
        limit);
  }

  private static List<Locked> lockFinished(Sql sql, Collection<Long> numbers) {
    return sql
        .query(
            "select number, status from workflow_instance where number = any(?)"
                + sql.dialect().silenceLimit()
                + " order by number for update skip locked",
            row -> new Locked(row.getLong("number"), row.getString("status")),
            numbers)
        .stream()
        .filter(row -> FINISHED.contains(row.status()))
        .toList();
  }

  /**
   * Deletes rows that are still as they were found, whatever the read behind the locks has said.
   */
  private static int delete(
      Sql sql, List<Locked> rows, Optional<Instant> dueAt, Archiving archiving) {
    if (rows.isEmpty()) {
      return 0;
    }
    ExportRows exports = new ExportRows(sql);
    List<InstanceRecord> kept =
        archiving.isOn()
            ? exports.instances(rows.stream().map(Locked::number).toList())
            : List.of();
    int[] counts =
        sql.batch(
            "delete from workflow_instance where number = ? and status = ?"
                + (dueAt.isPresent() ? " and wake_at <= ?" : ""),
            rows.stream().map(row -> parameters(row, dueAt)).toList());
    List<Long> deleted =
        IntStream.range(0, counts.length)
            .filter(i -> counts[i] > 0)
            .mapToObj(i -> rows.get(i).number())
            .toList();
    if (archiving.isOn() && !deleted.isEmpty()) {
      Set<Long> gone = new HashSet<>(deleted);
      List<InstanceExport> purged =
          exports.read(kept.stream().filter(it -> gone.contains(it.number())).toList());
      new ArchiveWriter(sql, archiving).write(purged);
    }
    InstanceRewrite.deleteBelongings(sql, deleted);
    return deleted.size();
  }

  private static Parameters parameters(Locked row, Optional<Instant> dueAt) {
    Parameters parameters = new Parameters().add(row.number()).add(row.status());
    return dueAt.map(parameters::add).orElse(parameters);
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
