package dev.holdfast.jpa;

import dev.holdfast.engine.port.NodeFencedException;
import java.util.List;

/**
 * Is the share lock on a node's row that every write of the node holds until its commit. Where the
 * database can, it ends the transaction of a process that hangs while it holds the lock, so that
 * the node's instances can be taken over.
 *
 * @param node incarnation of the node
 * @param revocations how many of its leases others have taken away
 */
record NodeLock(long node, long revocations) {

  private static final long FENCED = -1;

  /**
   * Is no number, so that to make one of it fails; whoever looks into the database's log sees it.
   */
  private static final String REFUSAL =
      DatabaseErrors.REFUSAL + "leases have been taken away, rows found: ";

  /**
   * Takes the lock, in a transaction of the engine's own.
   *
   * @throws NodeFencedException when the node is fenced or unknown
   */
  static NodeLock take(Sql sql, long node) {
    return take(sql, node, sql.dialect().settingsOfWrites());
  }

  /**
   * Takes the lock in the transaction of a step, whose commit may wait for another database.
   *
   * @throws NodeFencedException when the node is fenced or unknown
   */
  static NodeLock takeForTransactionalStep(Sql sql, long node) {
    return take(sql, node, sql.dialect().settingsOfTransactionalSteps());
  }

  private static NodeLock take(Sql sql, long node, String settings) {
    List<Long> found =
        sql.query(
            "select revocations, fenced%s from workflow_node where node = ?%s"
                .formatted(settings, sql.dialect().shareLock()),
            row -> row.getBoolean("fenced") ? FENCED : row.getLong("revocations"),
            node);
    if (found.isEmpty() || found.get(0) == FENCED) {
      throw new NodeFencedException(node);
    }
    return new NodeLock(node, found.get(0));
  }

  /**
   * Takes the lock again in another transaction, without waiting for what the row says: the
   * database refuses to go on when it says something else. That may be sent together with a commit.
   *
   * @return the same, which holds if the transaction commits: it fails if leases have been taken
   *     away since, or the node has been fenced
   */
  NodeLock again(Sql sql) {
    sql.ask(
        "select case count(*) when 1 then 1 else cast(concat('"
            + REFUSAL
            + "', count(*)) as integer) end as held%s from (select 1 as one from workflow_node"
                .formatted(sql.dialect().settingsOfWrites())
            + " where node = ? and revocations = ? and not fenced%s) as found"
                .formatted(sql.dialect().shareLock()),
        row -> row.getInt("held"),
        found -> {},
        node,
        revocations);
    return this;
  }
}
