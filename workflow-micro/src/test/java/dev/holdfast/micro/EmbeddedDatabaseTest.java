package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  private static final int WRITERS = 8;
  private static final Duration STORM = Duration.ofSeconds(5);
  private static final String PAYLOAD = "x".repeat(500);

  @TempDir Path folder;

  /** H2 in the callers' threads closes itself within this time. */
  @Test
  void survivesInterruptsOfThoseWhoWrite() throws Exception {
    try (EmbeddedDatabase embedded = EmbeddedDatabase.serve(inFolder())) {
      createTable(embedded);

      long written = writeInAStorm(embedded);

      assertThat(rows(embedded)).isEqualTo(written).isPositive();
    }
  }

  @Test
  void keepsWhatWasCommitted() throws Exception {
    try (EmbeddedDatabase embedded = EmbeddedDatabase.serve(inFolder())) {
      createTable(embedded);
      try (Connection connection = connect(embedded.database().url())) {
        insert(connection);
      }
    }

    try (EmbeddedDatabase again = EmbeddedDatabase.serve(inFolder())) {
      assertThat(rows(again)).isEqualTo(1);
    }
  }

  @Test
  void isReachedByNobodyWithoutTheKey() throws Exception {
    try (EmbeddedDatabase embedded = EmbeddedDatabase.serve(inFolder())) {
      String server = "jdbc:h2:tcp://127.0.0.1:" + embedded.server().getPort() + "/";

      for (String name : List.of(inFolder().name(), "mem:other", "", folder + "/other")) {
        assertThatThrownBy(() -> connect(server + name)).isInstanceOf(SQLException.class);
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  /** Returns how many rows were written; each write must succeed. */
  private static long writeInAStorm(EmbeddedDatabase embedded) throws Exception {
    long end = System.nanoTime() + STORM.toNanos();
    List<Thread> threads = new ArrayList<>();
    ExecutorService writers =
        Executors.newFixedThreadPool(
            WRITERS,
            task -> {
              Thread thread = new Thread(task);
              threads.add(thread);
              return thread;
            });
    List<Future<Long>> results = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      results.add(writers.submit(() -> writeUntil(end, embedded)));
    }
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      threads.get(ThreadLocalRandom.current().nextInt(WRITERS)).interrupt();
    }
    long written = 0;
    for (Future<Long> result : results) {
      written += result.get();
    }
    writers.shutdown();
    return written;
  }

  private static long writeUntil(long end, EmbeddedDatabase embedded) throws SQLException {
    try (Connection connection = connect(embedded.database().url())) {
      long written = 0;
      while (System.nanoTime() < end) {
        insert(connection);
        written++;
      }
      return written;
    }
  }

  private static void createTable(EmbeddedDatabase embedded) throws SQLException {
    try (Connection connection = connect(embedded.database().url());
        Statement statement = connection.createStatement()) {
      statement.execute("create table note (id identity primary key, text varchar(1000))");
    }
  }

  private static void insert(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into note (text) values (?)")) {
      statement.setString(1, PAYLOAD);
      statement.executeUpdate();
    }
  }

  private static long rows(EmbeddedDatabase embedded) throws SQLException {
    try (Connection connection = connect(embedded.database().url());
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from note")) {
      count.next();
      return count.getLong(1);
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, "sa", "");
  }

  private Database inFolder() {
    return Database.of(new Variables(Map.of()), folder);
  }
}
