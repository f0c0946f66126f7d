package dev.holdfast.jpa;

import dev.holdfast.engine.port.JobUploads;
import java.util.Optional;

/** Keeps uploads as rows of a table. */
final class JpaJobUploads implements JobUploads {

  private final PersistenceTransactions transactions;

  JpaJobUploads(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void append(String job, int chunk, byte[] data) {
    transactions.inNew(entities -> JobChunks.UPLOAD.insert(new Sql(entities), job, chunk, data));
  }

  @Override
  public Optional<byte[]> find(String job, int chunk) {
    return transactions.inNew(entities -> JobChunks.UPLOAD.find(new Sql(entities), job, chunk));
  }

  @Override
  public void remove(String job) {
    transactions.inNew(
        entities -> new Sql(entities).update("delete from workflow_job_upload where job = ?", job));
  }
}
