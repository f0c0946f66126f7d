package dev.holdfast.benchmark.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Measures what the machine and the database are capable of, without any engine. */
final class Ceiling {

  private static final long NANOS = 5_000_000_000L;

  private Ceiling() {}

  /** Returns how many rows clients insert in a second, each row or batch of rows committed. */
  static double rowsPerSecond(BenchmarkDatabase database, int clients, int rows) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists ceiling");
      statement.execute("create table ceiling (id bigint primary key, data text)");
    }
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    AtomicLong ids = new AtomicLong();
    try {
      List<Callable<Long>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(() -> insert(database, ids, rows));
      }
      long total = 0;
      for (Future<Long> inserted : threads.invokeAll(all)) {
        total += inserted.get();
      }
      return total * 1e9 / NANOS;
    } finally {
      threads.shutdownNow();
    }
  }

  private static long insert(BenchmarkDatabase database, AtomicLong ids, int rows)
      throws SQLException {
    long inserted = 0;
    long end = System.nanoTime() + NANOS;
    try (Connection connection = database.connect();
        PreparedStatement insert =
            connection.prepareStatement("insert into ceiling (id, data) values (?, ?)")) {
      connection.setAutoCommit(false);
      while (System.nanoTime() < end) {
        for (int i = 0; i < rows; i++) {
          insert.setLong(1, ids.incrementAndGet());
          insert.setString(2, "{\"number\":1,\"text\":\"done\"}");
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
        inserted += rows;
      }
    }
    return inserted;
  }
}
