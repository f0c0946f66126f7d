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

  /**
   * Takes the lock.
   *
   * @throws NodeFencedException when the node is fenced or unknown
   */
  static NodeLock take(Sql sql, Dialect dialect, long node) {
    List<Long> live =
        sql.query(
            "select revocations, fenced%s from workflow_node where node = ?%s"
                .formatted(dialect.settingsOfWrites(), dialect.shareLock()),
            row -> row.getBoolean("fenced") ? -1L : row.getLong("revocations"),
            node);
    if (live.isEmpty() || live.get(0) < 0) {
      throw new NodeFencedException(node);
    }
    return new NodeLock(node, live.get(0));
  }
}
