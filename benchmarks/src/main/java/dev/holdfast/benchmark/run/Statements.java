package dev.holdfast.benchmark.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Are the statements that have taken most of the database's time. */
final class Statements {

  private static final int MOST = 15;
  private static final int SHOWN = 160;

  private Statements() {}

  /** Forgets what was counted so far. */
  static void forget(BenchmarkDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists pg_stat_statements");
      statement.execute("select pg_stat_statements_reset()");
    }
  }

  /** Words the statements in one of the databases that took the most time, a line for each. */
  static String worst(BenchmarkDatabase database, String name) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select s.calls, s.rows, s.total_exec_time, s.query from pg_stat_statements s"
                    + " join pg_database d on d.oid = s.dbid where d.datname = '"
                    + name
                    + "' order by s.total_exec_time desc limit "
                    + MOST)) {
      while (rows.next()) {
        String query = rows.getString(4).replaceAll("\\s+", " ");
        text.append(
            String.format(
                Locale.ROOT,
                "  calls=%d rows=%d ms=%.0f us_per_call=%.0f %s%n",
                rows.getLong(1),
                rows.getLong(2),
                rows.getDouble(3),
                rows.getDouble(3) * 1000 / rows.getLong(1),
                query.substring(0, Math.min(SHOWN, query.length()))));
      }
    }
    return text.toString();
  }
}
