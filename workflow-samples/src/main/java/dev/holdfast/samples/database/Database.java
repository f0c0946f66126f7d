package dev.holdfast.samples.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs JDBC work on a data source. The transaction is the caller's: the connection is taken from it
 * and given back, never committed here.
 *
 * @param source where connections come from
 */
public record Database(DataSource source) {

  /**
   * Is work on a connection.
   *
   * @param <T> what it returns
   */
  @FunctionalInterface
  public interface Work<T> {

    /**
     * Does the work.
     *
     * @param connection open for the time of the call
     * @return the result
     * @throws SQLException when the database refuses
     */
    T on(Connection connection) throws SQLException;
  }

  /**
   * Runs work on a connection of its own.
   *
   * @param work the work
   * @param <T> what it returns
   * @return the result of the work
   * @throws DatabaseException when the database refuses
   */
  public <T> T call(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Runs one statement that changes rows.
   *
   * @param sql the statement
   * @param arguments values of its parameters, in order
   * @return how many rows were changed
   * @throws DatabaseException when the database refuses
   */
  public int update(String sql, @Nullable Object... arguments) {
    return call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            return statement.executeUpdate();
          }
        });
  }

  /**
   * Sets the parameters of a statement.
   *
   * @param statement the statement
   * @param arguments values of its parameters, in order
   * @throws SQLException when a value does not fit
   */
  public static void bind(PreparedStatement statement, @Nullable Object... arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }
}
