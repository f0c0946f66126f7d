package dev.holdfast.jpa;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.Requester;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes and reads rows of the audit trail. */
final class AuditRows {

  private AuditRows() {}

  static int insert(Sql sql, AuditEntry entry) {
    return sql.update(
        "insert into workflow_audit (id, at, caller, caller_role, address, reason, command,"
            + " workflow, target, status_before, status_after, outcome)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.id(),
        entry.at(),
        Texts.storable(entry.by().caller()),
        entry.by().role(),
        entry.by().address(),
        Texts.storable(entry.by().reason()),
        entry.command(),
        Texts.storable(entry.workflow()),
        Texts.storable(entry.target()),
        entry.before(),
        entry.after(),
        entry.outcome());
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
