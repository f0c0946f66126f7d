package dev.holdfast.jpa;

import dev.holdfast.engine.port.JobOutputs;
import java.util.Optional;

/** Keeps what jobs write as rows of a table. */
final class JpaJobOutputs implements JobOutputs {

  private final PersistenceTransactions transactions;
  private final Dialect dialect;

  JpaJobOutputs(PersistenceTransactions transactions, Dialect dialect) {
    this.transactions = transactions;
    this.dialect = dialect;
  }

  @Override
  public boolean write(String job, long node, int chunk, byte[] data) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          NodeLock.take(sql, dialect, node);
          boolean owned =
              !sql.query(
                      "select id from workflow_job where id = ? and owner = ? for update",
                      row -> row.getString("id"),
                      job,
                      node)
                  .isEmpty();
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
  public void removeFrom(String job, int from) {
    transactions.inNew(
        entities ->
            new Sql(entities)
                .update("delete from workflow_job_output where job = ? and chunk >= ?", job, from));
  }
}
