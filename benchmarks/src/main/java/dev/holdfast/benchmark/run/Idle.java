package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Measures what an engine costs while nobody wants anything of it. */
final class Idle {

  private static final Duration LENGTH = Duration.ofSeconds(30);

  private Idle() {}

  /**
   * Measures it, when what the load before has left to do is done: the database has written what is
   * in its memory and has looked through its tables.
   */
  static Figures measure(BenchmarkDatabase database, String name, Engine engine)
      throws SQLException, IOException, InterruptedException {
    settle(database, name);
    long begin = System.nanoTime();
    Usage before = Usage.readSettled(database, name, engine);
    long spent = System.nanoTime() - begin;
    Thread.sleep(Math.max(0, LENGTH.minusNanos(spent).toMillis()));
    double seconds = (System.nanoTime() - begin) / 1e9;
    return Usage.readSettled(database, name, engine).whileIdle(before, seconds);
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
