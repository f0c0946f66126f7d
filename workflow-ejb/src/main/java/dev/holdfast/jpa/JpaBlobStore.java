package dev.holdfast.jpa;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.port.BlobStore;
import dev.holdfast.engine.port.CallersTransaction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps chunks as rows of a table. */
final class JpaBlobStore implements BlobStore {

  private final PersistenceTransactions transactions;
  private final CallersTransaction callersTransaction;
  private final LeaseCache leases;

  JpaBlobStore(
      PersistenceTransactions transactions,
      CallersTransaction callersTransaction,
      LeaseCache leases) {
    this.transactions = transactions;
    this.callersTransaction = callersTransaction;
    this.leases = leases;
  }

  @Override
  public boolean append(Lease lease, BlobKey key, int chunk, byte[] data) {
    if (callersTransaction.isActive()) {
      return transactions.inCurrent(entities -> insert(new Sql(entities), key, chunk, data));
    }
    try {
      return transactions.inNew(
          entities -> {
            Sql sql = new Sql(entities);
            NodeLock lock = NodeLock.take(sql, lease.node());
            return new LeaseCheck(sql, leases, lock).isInForce(lease)
                && insert(sql, key, chunk, data);
          });
    } catch (RuntimeException e) {
      if (DatabaseErrors.isDuplicate(e)) {
        return true; // an earlier try has stored it, and its answer was lost
      }
      throw e;
    }
  }

  @Override
  public Optional<byte[]> find(BlobKey key, int chunk) {
    return transactions.inCurrent(
        entities ->
            new Sql(entities)
                    .query(
                        "select data, key_id from workflow_blob"
                            + " where instance = ? and step = ? and id = ? and chunk = ?",
                        row -> decrypted(key, chunk, row),
                        key.instance(),
                        key.step(),
                        key.id(),
                        chunk)
                    .stream()
                    .findFirst());
  }

  @Override
  public void remove(BlobKey key) {
    transactions.inNew(
        entities ->
            new Sql(entities)
                .update(
                    "delete from workflow_blob where instance = ? and step = ? and id = ?",
                    key.instance(),
                    key.step(),
                    key.id()));
  }

  private static boolean insert(Sql sql, BlobKey key, int chunk, byte[] data) {
    if (chunk == 0) {
      sql.update(
          "delete from workflow_blob where instance = ? and step = ? and id <> ?",
          key.instance(),
          key.step(),
          key.id());
    }
    store(sql, key, chunk, data);
    return true;
  }

  /** Inserts a chunk, encrypted when there is a key. */
  static void store(Sql sql, BlobKey key, int chunk, byte[] data) {
    ValueCipher cipher = ValueCipher.present();
    sql.update(
        "insert into workflow_blob (instance, step, id, chunk, data, key_id)"
            + " values (?, ?, ?, ?, ?, ?)",
        key.instance(),
        key.step(),
        key.id(),
        chunk,
        cipher.writer().map(writer -> cipher.encrypt(data, proved(key, chunk))).orElse(data),
        cipher.writer().orElse(null));
  }

  /** Reads data and key_id of a chunk. */
  static byte[] decrypted(BlobKey key, int chunk, ResultSet row) throws SQLException {
    @Nullable String with = row.getString("key_id");
    byte[] data = row.getBytes("data");
    return with == null ? data : ValueCipher.present().decrypt(with, data, proved(key, chunk));
  }

  /** Ties a chunk to its place. The step may be copied to another epoch, but keeps its blob. */
  private static byte[] proved(BlobKey key, int chunk) {
    return (key.id() + "\n" + chunk).getBytes(StandardCharsets.UTF_8);
  }
}
