package dev.holdfast.benchmark.run;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Is the PostgreSQL that all engines share, one after the other, each in a database of its own. */
final class BenchmarkDatabase implements AutoCloseable {

  private static final String USER = "postgres";

  private final EmbeddedPostgres postgres;
  private final ProcessHandle process;

  private BenchmarkDatabase(EmbeddedPostgres postgres, ProcessHandle process) {
    this.postgres = postgres;
    this.process = process;
  }

  /**
   * Says how to reach a database.
   *
   * @param url JDBC URL
   * @param user user
   * @param password password; any is right
   */
  record Login(String url, String user, String password) {}

  /** Starts it with its defaults, except what the embedded one would trade durability for. */
  static BenchmarkDatabase start(Path folder) throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", "1GB")
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .setServerConfig("max_connections", "300")
            .setServerConfig("max_prepared_transactions", "100")
            .start();
    String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
    return new BenchmarkDatabase(postgres, ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
  }

  /** Makes an empty database. */
  Login create(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return new Login("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name, USER, USER);
  }

  /** Opens a connection beside those of the engines. */
  Connection connect() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  /** Opens a connection to the database of an engine. */
  Connection connect(String name) throws SQLException {
    return postgres.getDatabase(USER, name).getConnection();
  }

  /** Tells the version and the settings that durability rests on. */
  String description() throws SQLException {
    StringBuilder text = new StringBuilder();
    for (String setting :
        List.of("server_version", "fsync", "synchronous_commit", "shared_buffers")) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("show " + setting)) {
        row.next();
        text.append(setting).append('=').append(row.getString(1)).append(' ');
      }
    }
    return text.toString().strip();
  }

  /** Returns the processes of the database. */
  List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
