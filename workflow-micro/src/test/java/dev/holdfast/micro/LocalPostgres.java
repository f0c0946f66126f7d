package dev.holdfast.micro;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Is a real PostgreSQL with a user who needs a password. */
final class LocalPostgres implements AutoCloseable {

  private static final String USER = "holdfast";
  private static final String PASSWORD = "let me in";

  /** PostgreSQL, Appendix A: undefined_table. */
  private static final String UNDEFINED_TABLE = "42P01";

  private final EmbeddedPostgres postgres;

  private LocalPostgres(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Starts a database with its files in a folder. */
  static LocalPostgres start(Path folder) throws IOException, SQLException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setServerConfig("max_prepared_transactions", "50")
            .start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + USER + " login password '" + PASSWORD + "'");
      statement.execute("create database " + USER + " owner " + USER);
      Files.writeString(
          folder.resolve("pg_hba.conf"),
          """
          host all %s 127.0.0.1/32 scram-sha-256
          host all postgres 127.0.0.1/32 trust
          """
              .formatted(USER));
      statement.execute("select pg_reload_conf()");
    }
    return new LocalPostgres(postgres);
  }

  /** Returns the variables that make a server use it. */
  Map<String, String> variables() {
    return Map.of(
        "HOLDFAST_DB_URL",
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + USER,
        "HOLDFAST_DB_USER",
        USER,
        "HOLDFAST_DB_PASSWORD",
        PASSWORD);
  }

  /** Returns the number that a query gives; 0 while its table does not exist. */
  long count(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return 0;
      }
      throw e;
    }
  }

  /** Connects to what the server uses. */
  Connection connect() throws SQLException {
    return postgres.getDatabase("postgres", USER).getConnection();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
