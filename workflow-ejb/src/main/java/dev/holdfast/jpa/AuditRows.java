package dev.holdfast.jpa;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.Requester;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Writes and reads rows of the audit trail. */
final class AuditRows {

  private AuditRows() {}

  static void insert(Sql sql, List<AuditEntry> entries) {
    sql.batch(
        "insert into workflow_audit (id, at, caller, caller_role, address, reason, command,"
            + " workflow, target, status_before, status_after, outcome)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entries.stream().map(AuditRows::parameters).toList());
  }

  private static Parameters parameters(AuditEntry entry) {
    return new Parameters()
        .add(entry.id())
        .add(entry.at())
        .add(Texts.storable(entry.by().caller()))
        .add(entry.by().role())
        .add(entry.by().address())
        .add(Texts.storable(entry.by().reason()))
        .add(entry.command())
        .add(Texts.storable(entry.workflow()))
        .add(Texts.storable(entry.target()))
        .add(entry.before())
        .add(entry.after())
        .add(entry.outcome());
  }

  static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        Sql.instant(row, "at"),
        new Requester(
            row.getString("caller"),
            row.getString("caller_role"),
            row.getString("address"),
            row.getString("reason")),
        row.getString("command"),
        row.getString("workflow"),
        row.getString("target"),
        row.getString("status_before"),
        row.getString("status_after"),
        row.getString("outcome"));
  }
}
