package dev.holdfast.jpa;

import dev.holdfast.engine.port.JobOutputs;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps what jobs write as rows of a table. */
final class JpaJobOutputs implements JobOutputs {

  private final PersistenceTransactions transactions;

  JpaJobOutputs(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean write(String job, long node, int chunk, byte[] data) {
    return asOwner(
        job,
        node,
        sql -> {
          sql.update("delete from workflow_job_output where job = ? and chunk = ?", job, chunk);
          JobChunks.OUTPUT.insert(sql, job, chunk, data);
        });
  }

  @Override
  public Optional<byte[]> find(String job, int chunk) {
    return transactions.inNew(entities -> JobChunks.OUTPUT.find(new Sql(entities), job, chunk));
  }

  @Override
  public boolean removeFrom(String job, long node, int from) {
    return asOwner(
        job,
        node,
        sql ->
            sql.update("delete from workflow_job_output where job = ? and chunk >= ?", job, from));
  }

  /**
   * Works with the job locked, so that nobody takes it over meanwhile; false if it is not owned.
   */
  private boolean asOwner(String job, long node, Consumer<Sql> work) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          NodeLock.take(sql, node);
          boolean owned =
              !sql.query(
                      "select id from workflow_job where id = ? and owner = ? for update",
                      row -> row.getString("id"),
                      job,
                      node)
                  .isEmpty();
          if (owned) {
            work.accept(sql);
          }
          return owned;
        });
  }
}
