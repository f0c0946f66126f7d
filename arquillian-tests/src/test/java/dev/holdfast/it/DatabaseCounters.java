package dev.holdfast.it;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Is what PostgreSQL counts of all its work.
 *
 * @param commits transactions committed in this database, those that only read included
 * @param walBytes bytes written to the log
 */
public record DatabaseCounters(long commits, long walBytes) {

  /** Backends publish what they have counted when they have been idle for ten seconds. */
  private static final Duration SETTLED = Duration.ofSeconds(11);

  /** Reads the counters when nothing is missing from them. */
  public static DatabaseCounters readSettled() {
    DatabaseCounters first = read();
    await()
        .pollDelay(SETTLED)
        .atMost(SETTLED.multipliedBy(2))
        .until(() -> read().commits > first.commits);
    return read();
  }

  private static DatabaseCounters read() {
    try (Connection connection = Container.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select xact_commit, pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"
                    + " from pg_stat_database where datname = current_database()")) {
      row.next();
      return new DatabaseCounters(row.getLong(1), row.getLong(2));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what was counted since. */
  public DatabaseCounters minus(DatabaseCounters before) {
    return new DatabaseCounters(commits - before.commits, walBytes - before.walBytes);
  }
}
