package dev.holdfast.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL on the connection of the present transaction, in the words of its database. Parameters
 * are texts, numbers, booleans, points in time, null, and collections of texts or of longs, which
 * are written {@code = any(?)}, become SQL arrays or lists and must not be empty.
 *
 * <p>An update must not read a column that it has set before: some databases would see the new
 * value.
 */
final class Sql {

  private final Connection connection;
  private final Dialect dialect;

  /** Takes the connection out of a persistence context that is in a transaction. */
  Sql(EntityManager entities) {
    this.connection = entities.unwrap(Connection.class);
    try {
      this.dialect = Dialects.of(connection);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Reads a row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows, reader);
      }
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static <T> List<T> read(ResultSet rows, RowReader<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    while (rows.next()) {
      found.add(reader.read(rows));
    }
    return found;
  }

  /** Returns how many rows were changed. */
  int update(String sql, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /**
   * Returns how many rows were changed by each set of parameters; none are sent for none.
   * Collections are not for here.
   */
  int[] batch(String sql, List<Parameters> parameters) {
    if (parameters.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(dialect.statement(sql))) {
      for (Parameters set : parameters) {
        bind(statement, set.values());
        statement.addBatch();
      }
      return statement.executeBatch();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /**
   * Executes a statement for sets of parameters; nothing is sent for none. Arrays of one element
   * would cost more than they save.
   *
   * @return for each set how many rows it has changed; for inserts that is of no meaning
   */
  int[] execute(SetStatement statement, List<Parameters> sets) {
    if (sets.isEmpty()) {
      return new int[0];
    }
    if (dialect.takesArraysAsRows() && sets.size() > 1) {
      return executeForAll(statement, sets);
    }
    int[] places = statement.places();
    return batch(statement.forEach(), sets.stream().map(it -> it.at(places)).toList());
  }

  private int[] executeForAll(SetStatement statement, List<Parameters> sets) {
    int[] counts = new int[sets.size()];
    try (PreparedStatement prepared = prepareForAll(statement.forAll(), statement, sets)) {
      if (prepared.execute()) {
        try (ResultSet changed = prepared.getResultSet()) {
          while (changed.next()) {
            counts[changed.getInt(1) - 1]++;
          }
        }
      }
      return counts;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /**
   * Inserts rows, where arrays may be rows, and reads what the end of the statement returns.
   *
   * @param end what follows the statement
   */
  <T> List<T> insert(
      SetStatement statement, String end, List<Parameters> sets, RowReader<T> reader) {
    try (PreparedStatement prepared = prepareForAll(statement.forAll() + end, statement, sets);
        ResultSet rows = prepared.executeQuery()) {
      return read(rows, reader);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private PreparedStatement prepareForAll(String sql, SetStatement statement, List<Parameters> sets)
      throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(sql);
    for (int i = 0; i < statement.parameters().size(); i++) {
      prepared.setArray(i + 1, column(statement.parameters().get(i).type(), i, sets));
    }
    return prepared;
  }

  private java.sql.Array column(String type, int place, List<Parameters> sets) throws SQLException {
    @Nullable Object[] values = new Object[sets.size()];
    for (int i = 0; i < values.length; i++) {
      @Nullable Object value = sets.get(i).values().get(place);
      values[i] = value instanceof Instant instant ? Times.text(instant) : value;
    }
    return connection.createArrayOf(type, values);
  }

  /** Returns what is different in the database. */
  Dialect dialect() {
    return dialect;
  }

  /** Returns SQL in the words of the database. */
  String words(String sql) {
    return dialect.statement(sql);
  }

  /** Returns the level of the present transaction, as {@link Connection} numbers them. */
  int isolation() {
    try {
      return connection.getTransactionIsolation();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Reads a column that is not null. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Reads a column by its place, from 1. */
  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    return Times.optional(row.getObject(column, OffsetDateTime.class));
  }

  private PreparedStatement prepare(String sql, @Nullable Object[] parameters) throws SQLException {
    List<? extends @Nullable Object> values = Arrays.asList(parameters);
    String words = dialect.statement(sql);
    if (!dialect.hasArrays()) {
      words = Lists.inText(words, values);
      values = Lists.flat(values);
    }
    PreparedStatement statement = connection.prepareStatement(words);
    bind(statement, values);
    return statement;
  }

  private void bind(PreparedStatement statement, List<? extends @Nullable Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      if (value == null) {
        statement.setNull(i + 1, Types.NULL);
      } else if (value instanceof Instant instant) {
        statement.setObject(i + 1, Times.required(instant));
      } else if (value instanceof Collection<?> values) {
        statement.setArray(i + 1, array(values));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  private java.sql.Array array(Collection<?> values) throws SQLException {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("An empty array has no type");
    }
    boolean texts = values.stream().allMatch(String.class::isInstance);
    return connection.createArrayOf(texts ? "varchar" : "bigint", values.toArray());
  }
}
