package dev.holdfast.jpa;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.port.AuditTrail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the audit trail in the database. */
final class JpaAuditTrail implements AuditTrail {

  private final PersistenceTransactions transactions;

  JpaAuditTrail(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(AuditEntry entry) {
    transactions.inCurrent(
        entities -> {
          AuditRows.insert(new Sql(entities), List.of(entry));
          return true;
        });
  }

  @Override
  public List<AuditEntry> list(Filter filter, Optional<Place> after, int limit) {
    List<String> conditions = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    add(conditions, parameters, "workflow = ?", filter.workflow());
    add(conditions, parameters, "target = ?", filter.target());
    add(conditions, parameters, "caller = ?", filter.caller());
    add(conditions, parameters, "at >= ?", filter.from());
    add(conditions, parameters, "at < ?", filter.to());
    after.ifPresent(
        place -> {
          conditions.add("(at < ? or (at = ? and id < ?))");
          parameters.addAll(List.of(place.at(), place.at(), place.id()));
        });
    parameters.add(limit);
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select * from workflow_audit" + where + " order by at desc, id desc limit ?",
                    AuditRows::read,
                    parameters.toArray()));
  }

  @Override
  public int purge(Instant before, int limit) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          List<Long> old =
              sql.query(
                  "select id from workflow_audit where at < ? order by at, id limit ?",
                  row -> row.getLong("id"),
                  before,
                  limit);
          return old.isEmpty()
              ? 0
              : sql.update("delete from workflow_audit where id = any(?)", old);
        });
  }

  private static void add(
      List<String> conditions, List<Object> parameters, String condition, Optional<?> value) {
    if (value.isPresent()) {
      conditions.add(condition);
      parameters.add(value.get());
    }
  }
}
