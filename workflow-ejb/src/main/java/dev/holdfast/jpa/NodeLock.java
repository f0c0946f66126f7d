package dev.holdfast.jpa;

import dev.holdfast.engine.port.NodeFencedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
   * Takes the lock.
   *
   * @throws NodeFencedException when the node is fenced or unknown
   */
  static NodeLock take(Sql sql, Dialect dialect, long node) {
    List<NodeLock> taken = new ArrayList<>();
    ask(sql, dialect, node, taken::add);
    sql.flush();
    return taken.get(0);
  }

  /**
   * Takes the lock again in another transaction, without waiting for what the row says.
   *
   * @return the same, which holds if the transaction commits: it fails with {@link
   *     StaleLeaseException} if leases have been taken away since, and with {@link
   *     NodeFencedException} as above
   */
  NodeLock again(Sql sql) {
    ask(
        sql,
        sql.dialect(),
        node,
        found -> {
          if (!found.equals(this)) {
            throw new StaleLeaseException();
          }
        });
    return this;
  }

  private static void ask(Sql sql, Dialect dialect, long node, Consumer<NodeLock> then) {
    sql.ask(
        "select revocations, fenced%s from workflow_node where node = ?%s"
            .formatted(dialect.settingsOfWrites(), dialect.shareLock()),
        row -> row.getBoolean("fenced") ? FENCED : row.getLong("revocations"),
        found -> {
          if (found.isEmpty() || found.get(0) == FENCED) {
            throw new NodeFencedException(node);
          }
          then.accept(new NodeLock(node, found.get(0)));
        },
        node);
  }
}
