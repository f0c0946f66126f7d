package dev.holdfast.jpa;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs work on connections that commit when they are told to, outside the server's transactions.
 */
final class Connections {

  private Connections() {}

  /**
   * Runs work and gives the connection back as it was. What the work has not committed is rolled
   * back if the work fails, and else was only read.
   */
  static <T> T run(DataSource source, Function<Connection, T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      T result;
      try {
        result = work.apply(connection);
      } catch (RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
      connection.setAutoCommit(true);
      return result;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Leaves a connection that cannot roll back for the pool to find out about. */
  private static void rollBack(Connection connection, RuntimeException failure) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
