package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Request;
import dev.holdfast.benchmark.workload.Workload;
import dev.holdfast.benchmark.workload.Workload.Size;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Fills the tables of an engine with finished instances, which are copies of one that it has run
 * itself. All indexes are in place meanwhile.
 */
final class FinishedRows {

  /** Copies of one transaction. */
  private static final long PORTION = 100_000;

  /** Makes a finished instance of one step. */
  private static final Request FIRST = new Request(Workload.W1, new Size(1, 1, 0, 0, 0, 0));

  private final BenchmarkDatabase database;
  private final String name;
  private final @Nullable FinishedInstance instance;
  private long present;

  /**
   * Begins without any.
   *
   * @param database where they go
   * @param name the database of the engine
   * @param engine the engine
   */
  FinishedRows(BenchmarkDatabase database, String name, String engine) {
    this.database = database;
    this.name = name;
    this.instance = FinishedInstance.of(engine).orElse(null);
  }

  /**
   * Sees to it that there are so many copies; does nothing when there are.
   *
   * @return false when the engine keeps nothing of what has ended
   */
  boolean growTo(long count, Engine engine) throws Exception {
    if (count <= present) {
      return true;
    }
    if (instance == null) {
      return false;
    }
    engine.perform(FIRST);
    try (Connection connection = database.connect(name);
        Statement settings = connection.createStatement()) {
      settings.execute("set enable_hashjoin = off"); // or it may read all for each portion
      settings.execute("set enable_mergejoin = off");
      connection.setAutoCommit(false);
      String original = one(connection, instance.original());
      if (instance.reserve().isPresent()) {
        one(connection, instance.reserve().get());
      }
      while (present < count) {
        long last = Math.min(count, present + PORTION);
        for (CopiedTable table : instance.tables()) {
          table.copy(connection, original, present + 1, last);
        }
        connection.commit();
        present = last;
      }
    }
    Idle.settle(database, name);
    return true;
  }

  private static String one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      if (!row.next()) {
        throw new SQLException("Nothing is found by: " + query);
      }
      return row.getString(1);
    }
  }
}
