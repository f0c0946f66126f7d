package dev.holdfast.micro.chaos;

import dev.holdfast.micro.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** Is a PostgreSQL that may be killed and started again, on the same files and the same port. */
final class MortalPostgres implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private EmbeddedPostgres running;

  private MortalPostgres(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    this.running = launch();
  }

  /** Starts an empty database with its files in a folder. */
  static MortalPostgres start(Path folder) throws IOException {
    return new MortalPostgres(folder, FreePort.find());
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("max_prepared_transactions", "100")
        .setServerConfig("synchronous_commit", "on") // the embedded one would lose what it confirms
        .setServerConfig("max_connections", "200")
        .start();
  }

  /** Kills it without any warning; its connections break. */
  void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().join();
    running.close();
  }

  /** Starts it again and waits until it answers. */
  void restart() {
    Awaitility.await()
        .atMost(LIMIT)
        .ignoreExceptions() // processes of the dead one may still hold its memory
        .until(
            () -> {
              Files.deleteIfExists(folder.resolve("postmaster.pid"));
              running = launch();
              return true;
            });
  }

  /** Ends every connection of a server; returns how many. */
  int cutConnections() throws SQLException {
    return number(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where pid <> pg_backend_pid() and datname = 'postgres'"
            + " and application_name like 'PostgreSQL JDBC%'");
  }

  /** Returns the one number that a query gives. */
  int number(String query) throws SQLException {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Opens a connection. */
  Connection connect() throws SQLException {
    return running.getPostgresDatabase().getConnection();
  }

  /** Returns the variables that make a server use it. */
  Map<String, String> variables() {
    return Map.of(
        "HOLDFAST_DB_URL",
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "HOLDFAST_DB_USER",
        "postgres",
        "HOLDFAST_DB_PASSWORD",
        "postgres");
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
