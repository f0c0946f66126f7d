package dev.holdfast.jpa;

import dev.holdfast.api.WorkflowException;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Proves at start that database, driver and pool are set as the engine needs them: what one
 * transaction commits, the next statement of another sees; changed rows are counted; times and
 * values arrive as they are. Leaves no trace.
 */
public final class DatabaseProof {

  /** In a zone that is UTC in winter only, one of them is shifted. */
  private static final Instant WINTER = Instant.parse("2026-01-15T03:04:05.678901Z");

  private static final Instant SUMMER = Instant.parse("2026-07-15T03:04:05.678901Z");
  private static final List<String> STORED =
      List.of("2026-01-15 03:04:05.678901", "2026-07-15 03:04:05.678901");

  /** Two values in one statement, each with a backslash before every other character. */
  private static final int PACKET_PER_VALUE = 4;

  private static final int PACKET_BESIDES = 1 << 20;

  private final PersistenceTransactions transactions;
  private final Dialect dialect;

  /**
   * Makes the proof.
   *
   * @param transactions the server's transactions
   * @param dialect the kind of database
   */
  public DatabaseProof(PersistenceTransactions transactions, Dialect dialect) {
    this.transactions = new TranslatingTransactions(transactions);
    this.dialect = dialect;
  }

  /**
   * Makes sure that the engine can work with the database.
   *
   * @param largestValueBytes the largest value that is stored in one piece
   * @throws WorkflowException {@code database.misconfigured}, with the setting to change
   */
  public void require(int largestValueBytes) {
    Trial trial = new Trial(transactions, dialect);
    long row = trial.newRow();
    trial.rolledBack(
        sql -> {
          requireReadCommitted(sql);
          requirePackets(sql, largestValueBytes);
          requireStrictness(sql);
          insert(sql, row);
          requireCounts(sql, row);
          requireTimes(sql, row);
        });
  }

  private static void requireReadCommitted(Sql sql) {
    int level = sql.isolation();
    if (level != Connection.TRANSACTION_READ_COMMITTED) {
      throw misconfigured(
          "Transactions of the data source are isolated by level %d of java.sql.Connection, expected %d (read committed)."
              .formatted(level, Connection.TRANSACTION_READ_COMMITTED),
          "Set it in the pool, or for MariaDB by transactionIsolation=READ-COMMITTED in the URL.");
    }
  }

  private void requirePackets(Sql sql, int largestValueBytes) {
    if (dialect.packetLimit().isEmpty()) {
      return;
    }
    long limit = sql.query(dialect.packetLimit().get(), row -> row.getLong(1)).get(0);
    // Encrypted, a value is a third longer, without anything that needs a backslash.
    long needed = (long) largestValueBytes * PACKET_PER_VALUE + PACKET_BESIDES;
    if (limit < needed) {
      throw misconfigured(
          "A statement to %s may have %d bytes, expected at least %d for values of %d bytes."
              .formatted(dialect, limit, needed, largestValueBytes),
          "Raise max_allowed_packet of the server, or lower holdfast.limits.result-size and"
              + " holdfast.limits.payload-size.");
    }
  }

  private void requireStrictness(Sql sql) {
    if (dialect.strictMode().isPresent()
        && !sql.query(dialect.strictMode().get(), row -> row.getBoolean(1)).get(0)) {
      throw misconfigured(
          "%s would cut off texts that are too long, expected an error.".formatted(dialect),
          "Add STRICT_TRANS_TABLES to its sql_mode.");
    }
  }

  private static void insert(Sql sql, long row) {
    sql.update(
        "insert into workflow_node (node, name, started_at, heartbeat_at, fenced, revocations)"
            + " values (?, 'database proof', ?, ?, true, 0)",
        row,
        WINTER,
        SUMMER);
  }

  /** The first update changes nothing, and must count all the same; the second finds no row. */
  private static void requireCounts(Sql sql, long row) {
    int[] counts =
        sql.batch(
            "update workflow_node set fenced = ? where node = ?",
            List.of(
                new Parameters().add(true).add(row),
                new Parameters().add(true).add(Long.MIN_VALUE)));
    if (!Arrays.equals(counts, new int[] {1, 0})) {
      throw misconfigured(
          "The driver counts "
              + Arrays.toString(counts)
              + " rows for two updates, expected [1, 0].",
          "Let it count the rows that are found: for MariaDB, neither useAffectedRows nor"
              + " useBulkStmts in the URL.");
    }
  }

  private void requireTimes(Sql sql, long row) {
    List<Instant> read =
        sql.query(
                "select started_at, heartbeat_at from workflow_node where node = ?",
                times ->
                    List.of(Sql.instant(times, "started_at"), Sql.instant(times, "heartbeat_at")),
                row)
            .get(0);
    if (!read.equals(List.of(WINTER, SUMMER))) {
      throw shifted(read, List.of(WINTER, SUMMER));
    }
    if (dialect.storedTime("started_at").isPresent()) {
      List<String> stored = stored(sql, row);
      if (!stored.equals(STORED)) {
        throw shifted(stored, STORED);
      }
    }
  }

  private List<String> stored(Sql sql, long row) {
    return sql.query(
            "select "
                + dialect.storedTime("started_at").orElseThrow()
                + " as winter, "
                + dialect.storedTime("heartbeat_at").orElseThrow()
                + " as summer from workflow_node where node = ?",
            times -> List.of(times.getString("winter"), times.getString("summer")),
            row)
        .get(0);
  }

  private static WorkflowException shifted(List<?> found, List<?> expected) {
    return misconfigured(
        "The driver stored times as " + found + ", expected " + expected + ".",
        "For MariaDB, add connectionTimeZone=UTC&preserveInstants=true to the URL, or start the"
            + " server with -Duser.timezone=UTC.");
  }

  private static WorkflowException misconfigured(String what, String cure) {
    return new WorkflowException(
        "database.misconfigured", "The database of Holdfast cannot be used: " + what + " " + cure);
  }
}
