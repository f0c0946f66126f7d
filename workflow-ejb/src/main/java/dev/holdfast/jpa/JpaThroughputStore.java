package dev.holdfast.jpa;

import dev.holdfast.engine.port.ThroughputStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Keeps counts in the database, a row for each minute, node and workflow. */
final class JpaThroughputStore implements ThroughputStore {

  private final PersistenceTransactions transactions;

  JpaThroughputStore(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(long node, List<Throughput> counts) {
    transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          counts.forEach(count -> add(sql, node, count));
          return counts.size();
        });
  }

  /** A row is there already only when the clock was set back. */
  private static void add(Sql sql, long node, Throughput count) {
    int updated =
        sql.update(
            "update workflow_throughput set created = created + ?, completed = completed + ?,"
                + " errored = errored + ?, terminated = terminated + ?,"
                + " failed_attempts = failed_attempts + ?"
                + " where since = ? and node = ? and workflow = ?",
            count.created(),
            count.completed(),
            count.errored(),
            count.terminated(),
            count.failedAttempts(),
            count.since(),
            node,
            count.workflow());
    if (updated == 0) {
      sql.update(
          "insert into workflow_throughput (since, node, workflow, created, completed, errored,"
              + " terminated, failed_attempts) values (?, ?, ?, ?, ?, ?, ?, ?)",
          count.since(),
          node,
          count.workflow(),
          count.created(),
          count.completed(),
          count.errored(),
          count.terminated(),
          count.failedAttempts());
    }
  }

  @Override
  public List<Throughput> list(Instant from) {
    List<Throughput> found =
        transactions.inNew(
            entities ->
                new Sql(entities)
                    .query(
                        "select since, workflow, sum(created) as created,"
                            + " sum(completed) as completed, sum(errored) as errored,"
                            + " sum(terminated) as terminated,"
                            + " sum(failed_attempts) as failed_attempts"
                            + " from workflow_throughput where since >= ?"
                            + " group by since, workflow",
                        row ->
                            new Throughput(
                                Sql.instant(row, "since"),
                                row.getString("workflow"),
                                row.getLong("created"),
                                row.getLong("completed"),
                                row.getLong("errored"),
                                row.getLong("terminated"),
                                row.getLong("failed_attempts")),
                        from));
    return found.stream()
        .sorted(Comparator.comparing(Throughput::since).thenComparing(Throughput::workflow))
        .toList();
  }

  @Override
  public void purge(Instant before) {
    transactions.inNew(
        entities ->
            new Sql(entities).update("delete from workflow_throughput where since < ?", before));
  }
}
