package dev.holdfast.jpa;

import dev.holdfast.engine.port.JobOutputs;
import java.util.Optional;

/** Keeps what jobs write as rows of a table. */
final class JpaJobOutputs implements JobOutputs {

  private final PersistenceTransactions transactions;

  JpaJobOutputs(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean write(String job, long node, int chunk, byte[] data) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          boolean owned = isOwned(sql, job, node);
          if (owned) {
            sql.update("delete from workflow_job_output where job = ? and chunk = ?", job, chunk);
            JobChunks.OUTPUT.insert(sql, job, chunk, data);
          }
          return owned;
        });
  }

  @Override
  public Optional<byte[]> find(String job, int chunk) {
    return transactions.inNew(entities -> JobChunks.OUTPUT.find(new Sql(entities), job, chunk));
  }

  @Override
  public boolean removeFrom(String job, long node, int from) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          boolean owned = isOwned(sql, job, node);
          if (owned) {
            sql.update("delete from workflow_job_output where job = ? and chunk >= ?", job, from);
          }
          return owned;
        });
  }

  /** Locks the job, so that nobody takes it over meanwhile. */
  private static boolean isOwned(Sql sql, String job, long node) {
    NodeLock.take(sql, node);
    return !sql.query(
            "select id from workflow_job where id = ? and owner = ? for update",
            row -> row.getString("id"),
            job,
            node)
        .isEmpty();
  }
}
