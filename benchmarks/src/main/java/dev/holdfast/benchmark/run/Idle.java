package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Measures what an engine costs while nobody wants anything of it. */
final class Idle {

  private static final Duration LENGTH = Duration.ofSeconds(30);
  private static final int QUIET_SECONDS = 5;
  private static final int FEW_ROWS = 20;

  private Idle() {}

  /**
   * Measures it, when what the load before has left to do is done: the database has written what is
   * in its memory and has looked through its tables.
   */
  static Figures measure(BenchmarkDatabase database, String name, Engine engine)
      throws SQLException, IOException, InterruptedException {
    double rest = awaitRest(database, name);
    settle(database, name);
    long begin = System.nanoTime();
    Usage before = Usage.readSettled(database, name, engine);
    long spent = System.nanoTime() - begin;
    Thread.sleep(Math.max(0, LENGTH.minusNanos(spent).toMillis()));
    double seconds = (System.nanoTime() - begin) / 1e9;
    return Usage.readSettled(database, name, engine)
        .whileIdle(before, seconds)
        .with("rest_after_s", rest);
  }

  /**
   * Waits until the engine has done all that it was asked for: creations may run ahead of what they
   * create. A few rows a second, of heartbeats, count as rest.
   *
   * @return seconds
   */
  private static double awaitRest(BenchmarkDatabase database, String name)
      throws SQLException, InterruptedException {
    long begin = System.nanoTime();
    try (Connection connection = database.connect(name);
        Statement statement = connection.createStatement()) {
      long before = rowsWritten(statement);
      for (int quiet = 0; quiet < QUIET_SECONDS; ) {
        Thread.sleep(1_000);
        long now = rowsWritten(statement);
        quiet = now - before < FEW_ROWS ? quiet + 1 : 0;
        before = now;
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static long rowsWritten(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "select tup_inserted + tup_updated from pg_stat_database"
                + " where datname = current_database()")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Lets the database do now what it would do by itself some time. */
  static void settle(BenchmarkDatabase database, String name) throws SQLException {
    try (Connection connection = database.connect(name);
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum (analyze)");
      statement.execute("checkpoint");
    }
  }
}
