package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.InstanceControl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes instances in the database from outside their run. The row of the owning node is locked
 * before that of the instance, as the node's own writes do; when the owner has changed meanwhile it
 * starts again.
 */
final class JpaInstanceControl implements InstanceControl {

  private static final int TRIES = 100;

  private final PersistenceTransactions transactions;

  JpaInstanceControl(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  /** Is what matters here of an instance's row. */
  private record Row(long number, InstanceStatus status, @Nullable Long owner) {

    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("number"),
          InstanceEntity.status(row.getString("status")),
          row.getObject("owner", Long.class));
    }
  }

  @Override
  public Optional<Terminated> terminate(InstanceKey key, Instant endedAt) {
    for (int tried = 1; tried <= TRIES; tried++) {
      Optional<Row> seen = transactions.inNew(entities -> find(new Sql(entities), key));
      if (seen.isEmpty()) {
        return Optional.empty();
      }
      Row row = seen.get();
      Optional<Terminated> done =
          row.status().isTerminal()
              ? Optional.of(new Terminated(row.number(), row.status()))
              : transactions.inNew(entities -> terminate(new Sql(entities), row, endedAt));
      if (done.isPresent()) {
        return done;
      }
    }
    throw new IllegalStateException(
        "Instance " + key + " changed hands " + TRIES + " times while it was being terminated");
  }

  /** Returns empty when the instance is owned by another node than was seen. */
  private static Optional<Terminated> terminate(Sql sql, Row seen, Instant endedAt) {
    if (seen.owner() != null) {
      sql.query(
          "select node from workflow_node where node = ? for update",
          row -> row.getLong("node"),
          seen.owner());
    }
    List<Row> locked =
        sql.query(
            "select number, status, owner from workflow_instance where number = ? for update",
            Row::read,
            seen.number());
    if (locked.isEmpty()) {
      return Optional.empty();
    }
    Row row = locked.get(0);
    if (row.owner() != null && !Objects.equals(row.owner(), seen.owner())) {
      return Optional.empty();
    }
    if (!row.status().isTerminal()) {
      sql.update(
          "update workflow_instance set status = 'terminated', owner = null, wake_at = null,"
              + " ended_at = ? where number = ?",
          endedAt,
          row.number());
      if (row.owner() != null) {
        sql.update(
            "update workflow_node set revocations = revocations + 1 where node = ?", row.owner());
      }
    }
    return Optional.of(new Terminated(row.number(), row.status()));
  }

  private static Optional<Row> find(Sql sql, InstanceKey key) {
    return sql
        .query(
            "select number, status, owner from workflow_instance where workflow = ? and id = ?",
            Row::read,
            key.workflow(),
            key.id())
        .stream()
        .findFirst();
  }
}
