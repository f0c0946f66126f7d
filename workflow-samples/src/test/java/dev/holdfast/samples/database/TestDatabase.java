package dev.holdfast.samples.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Makes databases with the samples' tables, one for each call. */
public enum TestDatabase {
  /** In memory. */
  H2 {
    @Override
    DataSource create(String name) {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
      return source;
    }
  },
  /** A real server, started with the first call and stopped with the virtual machine. */
  POSTGRES {
    @Override
    DataSource create(String name) throws SQLException {
      EmbeddedPostgres server = Server.RUNNING;
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      }
      return server.getDatabase("postgres", name);
    }
  };

  abstract DataSource create(String name) throws SQLException;

  /**
   * Makes a database.
   *
   * @return a data source whose connections commit each statement
   */
  public DataSource fresh() {
    DataSource source = empty();
    SampleSchema.migrate(source);
    return source;
  }

  DataSource empty() {
    try {
      return create("t" + UUID.randomUUID().toString().replace("-", ""));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Server {

    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
