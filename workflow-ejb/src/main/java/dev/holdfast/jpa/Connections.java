package dev.holdfast.jpa;

import jakarta.persistence.PersistenceException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs work on connections that commit when they are told to, outside the server's transactions.
 */
final class Connections {

  private static final System.Logger LOG = System.getLogger(Connections.class.getName());

  private Connections() {}

  /**
   * Runs work and gives the connection back as it was. What the work has not committed itself is
   * rolled back, come what may. A connection that fails after the work is for the pool to find out
   * about: the work is done.
   */
  static <T> T run(DataSource source, Function<Connection, T> work) {
    Connection connection = open(source);
    try {
      return work.apply(connection);
    } finally {
      giveBack(connection);
    }
  }

  private static Connection open(DataSource source) {
    try {
      Connection connection = source.getConnection();
      try {
        connection.setAutoCommit(false);
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Rolls back before anything that would commit; where nothing is open drivers send nothing. */
  private static void giveBack(Connection connection) {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "A connection could not be given back as it was", e);
    }
  }
}
