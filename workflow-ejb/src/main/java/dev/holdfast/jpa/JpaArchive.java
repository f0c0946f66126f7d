package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.Archive;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the table of archived instances, and says how its lines are encrypted. */
final class JpaArchive implements Archive {

  private final PersistenceTransactions transactions;

  JpaArchive(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Archived> list(InstanceQuery query) {
    StringBuilder sql =
        new StringBuilder(
            "select number, workflow, id from workflow_archive where workflow = ? and number > ?");
    List<Object> parameters = new ArrayList<>();
    parameters.add(query.workflow());
    parameters.add(query.after().orElse(0L));
    if (!query.statuses().isEmpty()) {
      sql.append(" and status = any(?)");
      parameters.add(query.statuses().stream().map(InstanceStatus::wireName).toList());
    }
    query.createdFrom().ifPresent(from -> add(sql, parameters, " and created_at >= ?", from));
    query.createdTo().ifPresent(to -> add(sql, parameters, " and created_at < ?", to));
    query
        .idContains()
        .ifPresent(
            text ->
                add(sql, parameters, " and id like ? escape '!'", InstanceLists.containing(text)));
    sql.append(" order by number limit ?");
    parameters.add(query.limit());
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    sql.toString(),
                    row ->
                        new Archived(
                            row.getLong("number"),
                            new InstanceKey(row.getString("workflow"), row.getString("id"))),
                    parameters.toArray()));
  }

  @Override
  public Optional<String> find(long number) {
    return transactions.inNew(
        entities ->
            new Sql(entities)
                    .query(
                        "select line, key_id from workflow_archive where number = ?",
                        row -> line(number, row),
                        number)
                    .stream()
                    .findFirst());
  }

  /** Returns a line as it is stored. */
  static String stored(long number, String line) {
    ValueCipher cipher = ValueCipher.present();
    return cipher.writer().isEmpty()
        ? line
        : Base64.getEncoder()
            .encodeToString(cipher.encrypt(line.getBytes(StandardCharsets.UTF_8), proved(number)));
  }

  private static String line(long number, ResultSet row) throws SQLException {
    @Nullable String with = row.getString("key_id");
    String line = row.getString("line");
    return with == null
        ? line
        : new String(
            ValueCipher.present().decrypt(with, Base64.getDecoder().decode(line), proved(number)),
            StandardCharsets.UTF_8);
  }

  private static byte[] proved(long number) {
    return ("workflow_archive\n" + number).getBytes(StandardCharsets.UTF_8);
  }

  private static void add(
      StringBuilder sql, List<Object> parameters, String condition, Object value) {
    sql.append(condition);
    parameters.add(value);
  }
}
