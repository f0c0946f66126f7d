package dev.holdfast.jpa;

import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.port.NodeStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps nodes in the database, by the database's time. */
final class JpaNodeStore implements NodeStore {

  private final PersistenceTransactions transactions;
  private final Dialect dialect;
  private final DatabaseClock clock;

  /**
   * Makes a store.
   *
   * @param clock is told the database's time whenever that is read
   */
  JpaNodeStore(PersistenceTransactions transactions, Dialect dialect, DatabaseClock clock) {
    this.transactions = transactions;
    this.dialect = dialect;
    this.clock = clock;
  }

  @Override
  public long join(String name) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          long node =
              sql.query(
                      "select " + dialect.nextValue("workflow_node_number"), row -> row.getLong(1))
                  .get(0);
          sql.update("delete from workflow_node where name = ? and fenced", name);
          // One whose transaction is in doubt stays locked until the server has recovered it, which
          // may be after this start: it is left to the end of its lease.
          for (long earlier : lock(sql, "name = ?", " skip locked", name)) {
            fence(sql, earlier, 1);
          }
          sql.update(
              "insert into workflow_node"
                  + " (node, name, started_at, heartbeat_at, fenced, revocations)"
                  + " values (?, ?, current_timestamp, current_timestamp, false, 0)",
              node,
              name);
          return node;
        });
  }

  @Override
  public boolean heartbeat(long node) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          return sql.update(
                  "update workflow_node set heartbeat_at = current_timestamp"
                      + " where node = ? and not fenced"
                      + sql.dialect().briefSilenceLimit(),
                  node)
              == 1;
        });
  }

  @Override
  public int takeOverExpired(long self, Duration lease) {
    List<Long> expired = listExpired(lease);
    return expired.contains(self)
        ? 0
        : expired.stream().mapToInt(node -> takeOver(node, lease)).sum();
  }

  /** Locks nothing, because almost always there is none. */
  private List<Long> listExpired(Duration lease) {
    long asked = clock.count();
    return transactions.inNew(
        entities -> {
          List<Heartbeat> found = heartbeats(new Sql(entities), "", "");
          found.stream().findFirst().ifPresent(it -> clock.heard(it.readAt(), asked));
          return found.stream().filter(it -> it.isOver(lease)).map(Heartbeat::node).toList();
        });
  }

  /**
   * Looks again at the node it locks: this process may have been frozen since it read the time, and
   * all others would seem to have their heartbeats from the future.
   */
  private int takeOver(long node, Duration lease) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          String lock = sql.dialect().briefSilenceLimit() + " for update skip locked";
          return heartbeats(sql, " and node = ?", lock, node).stream()
              .filter(it -> it.isOver(lease))
              .mapToInt(it -> fence(sql, it.node(), 1))
              .sum();
        });
  }

  /**
   * Is a sign of life of a node.
   *
   * @param readAt the database's time when it was read
   */
  private record Heartbeat(long node, Instant at, Instant readAt) {

    /** Tells whether it is over; one from the future is from before the clock was set back. */
    boolean isOver(Duration lease) {
      return at.isBefore(readAt.minus(lease)) || at.isAfter(readAt.plus(lease));
    }
  }

  /** Reads those of live nodes, with the time of the statement. */
  private static List<Heartbeat> heartbeats(
      Sql sql, String condition, String lock, Object... parameters) {
    return sql.query(
        "select node, heartbeat_at, %s as read_at from workflow_node where not fenced"
                .formatted(sql.dialect().timeOfStatement())
            + condition
            + lock,
        row ->
            new Heartbeat(
                row.getLong("node"), Sql.instant(row, "heartbeat_at"), Sql.instant(row, "read_at")),
        parameters);
  }

  @Override
  public void leave(long node) {
    transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          int freed = 0;
          for (long own : lock(sql, "node = ?", "", node)) {
            freed += fence(sql, own, 0);
          }
          return freed;
        });
  }

  @Override
  public List<NodeRecord> listLive() {
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select node, name, started_at, heartbeat_at, current_timestamp as read_at,"
                        + " (select count(*) from workflow_instance where owner = node) as running"
                        + " from workflow_node where not fenced order by node",
                    JpaNodeStore::node));
  }

  private static NodeRecord node(ResultSet row) throws SQLException {
    return new NodeRecord(
        row.getLong("node"),
        row.getString("name"),
        Sql.instant(row, "started_at"),
        Sql.instant(row, "heartbeat_at"),
        Sql.instant(row, "read_at"),
        row.getInt("running"));
  }

  /** Locks the rows of live nodes against every write of theirs, in order. */
  private static List<Long> lock(Sql sql, String condition, String ifLocked, Object... parameters) {
    return sql.query(
        "select node from workflow_node where not fenced and "
            + condition
            + sql.dialect().briefSilenceLimit()
            + " order by node for update"
            + ifLocked,
        row -> row.getLong("node"),
        parameters);
  }

  /** Fences a node whose row is locked and makes its instances due; returns how many. */
  private static int fence(Sql sql, long node, int recoveries) {
    sql.update("update workflow_node set fenced = true where node = ?", node);
    return sql.update(
        "update workflow_instance set owner = null, recoveries = recoveries + ?, log = log + ?,"
            + " wake_at = case when status = 'waitingForPause' then null"
            + " else current_timestamp end,"
            + " paused_at = case when status = 'waitingForPause' then current_timestamp end,"
            + " status = case status when 'waitingForPause' then 'paused'"
            + " when 'rollingBack' then status else 'queued' end"
            + " where owner = ?",
        recoveries,
        LogPositions.STEP,
        node);
  }
}
