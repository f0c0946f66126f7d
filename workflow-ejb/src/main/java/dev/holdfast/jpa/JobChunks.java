package dev.holdfast.jpa;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores chunks of bytes for jobs, encrypted when there is a key. */
enum JobChunks {
  /** What comes in. */
  UPLOAD("workflow_job_upload"),
  /** What goes out. */
  OUTPUT("workflow_job_output");

  private final String table;

  JobChunks(String table) {
    this.table = table;
  }

  int insert(Sql sql, String job, int chunk, byte[] data) {
    ValueCipher cipher = ValueCipher.present();
    return sql.update(
        "insert into " + table + " (job, chunk, data, key_id) values (?, ?, ?, ?)",
        job,
        chunk,
        cipher.writer().map(writer -> cipher.encrypt(data, proved(job, chunk))).orElse(data),
        cipher.writer().orElse(null));
  }

  Optional<byte[]> find(Sql sql, String job, int chunk) {
    return sql
        .query(
            "select data, key_id from " + table + " where job = ? and chunk = ?",
            row -> decrypted(job, chunk, row),
            job,
            chunk)
        .stream()
        .findFirst();
  }

  private byte[] decrypted(String job, int chunk, ResultSet row) throws SQLException {
    @Nullable String with = row.getString("key_id");
    byte[] data = row.getBytes("data");
    return with == null ? data : ValueCipher.present().decrypt(with, data, proved(job, chunk));
  }

  /** Ties a chunk to its place. */
  private byte[] proved(String job, int chunk) {
    return (table + "\n" + job + "\n" + chunk).getBytes(StandardCharsets.UTF_8);
  }
}
