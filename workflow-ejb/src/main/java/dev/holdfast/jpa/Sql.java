package dev.holdfast.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
  private final StatementQueue queue;

  /** Takes the connection out of a persistence context that is in a transaction. */
  Sql(EntityManager entities) {
    this(entities.unwrap(Connection.class));
  }

  /** Runs on a connection that does not commit by itself. */
  Sql(Connection connection) {
    this.connection = connection;
    this.queue = new StatementQueue(connection);
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

  /** Returns what a query finds. */
  <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    List<T> found = new ArrayList<>();
    ask(sql, reader, found::addAll, parameters);
    flush();
    return found;
  }

  /** Looks for rows, now or together with the next statement whose answer is needed. */
  <T> void ask(
      String sql, RowReader<T> reader, Consumer<List<T>> then, @Nullable Object... parameters) {
    queue.add(Call.query(inWords(sql, parameters), reader, then));
  }

  /** Returns how many rows were changed. */
  int update(String sql, @Nullable Object... parameters) {
    AtomicInteger changed = new AtomicInteger();
    queue.add(Call.update(inWords(sql, parameters), changed::set));
    flush();
    return changed.get();
  }

  private Call.Source inWords(String sql, @Nullable Object[] parameters) {
    List<? extends @Nullable Object> values = Arrays.asList(parameters);
    String words = dialect.statement(sql);
    return dialect.hasArrays()
        ? Call.text(words, values)
        : Call.text(Lists.inText(words, values), Lists.flat(values));
  }

  /** Returns how many rows were changed by each set of parameters; none are sent for none. */
  int[] batch(String sql, List<Parameters> parameters) {
    if (parameters.isEmpty()) {
      return new int[0];
    }
    flush();
    try (PreparedStatement statement = connection.prepareStatement(dialect.statement(sql))) {
      for (Parameters set : parameters) {
        queue.bind(statement, set.values());
        statement.addBatch();
      }
      return statement.executeBatch();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Executes a statement for sets of parameters; nothing is sent for none. */
  void execute(SetStatement statement, List<Parameters> sets) {
    send(statement, sets);
    flush();
  }

  /** Executes a statement whose answer is of no interest, now or later. */
  void send(SetStatement statement, List<Parameters> sets) {
    send(statement, sets, counts -> {});
  }

  /**
   * Executes a statement for sets of parameters, now or together with the next statement whose
   * answer is needed; nothing is sent for none. Arrays of one element would cost more than they
   * save.
   *
   * @param then is told for each set how many rows it has changed, unless there is none; for
   *     inserts that is of no meaning
   */
  void send(SetStatement statement, List<Parameters> sets, Consumer<List<Integer>> then) {
    if (dialect.takesManyAtOnce()) {
      inParts(sets, (part, answer) -> Call.write(statement, part, answer), then);
    } else if (!sets.isEmpty()) {
      List<Integer> places = statement.places();
      int[] counts = batch(statement.forEach(), sets.stream().map(it -> it.at(places)).toList());
      then.accept(Arrays.stream(counts).boxed().toList());
    }
  }

  /**
   * Executes an update of all, now or later: the transaction fails when one has no row.
   *
   * @param statement by {@link SetStatement#updateOfAll}
   * @param refusal says what is wrong then, where the database does not
   */
  void require(SetStatement statement, List<Parameters> sets, Supplier<String> refusal) {
    if (dialect.takesManyAtOnce()) {
      send(statement, sets, row -> row.getInt("held"), held -> {});
    } else {
      send(
          statement,
          sets,
          counts -> {
            if (counts.contains(0)) {
              throw new IllegalStateException(refusal.get());
            }
          });
    }
  }

  /** Executes a statement that returns rows, where it can be sent for all sets, now or later. */
  <T> void send(
      SetStatement returning, List<Parameters> sets, RowReader<T> reader, Consumer<List<T>> then) {
    inParts(sets, (part, answer) -> Call.write(returning, part, reader, answer), then);
  }

  private <T> void inParts(
      List<Parameters> sets,
      BiFunction<List<Parameters>, Consumer<List<T>>, Call<List<T>>> call,
      Consumer<List<T>> then) {
    List<T> all = new ArrayList<>();
    for (int from = 0; from < sets.size(); from += SetStatement.MOST) {
      int end = Math.min(from + SetStatement.MOST, sets.size());
      queue.add(
          call.apply(
              sets.subList(from, end),
              part -> {
                all.addAll(part);
                if (end == sets.size()) {
                  then.accept(all);
                }
              }));
    }
  }

  /** Does work whose statements may wait for each other; all of them are sent in the end. */
  <T> T together(Combinations combinations, Supplier<T> work) {
    return dialect.takesManyAtOnce() ? queue.together(combinations, work, () -> {}) : work.get();
  }

  /**
   * Does the same and commits, on a connection that does not commit by itself, and where the
   * database takes several statements at once. The last of them travel with the commit, so their
   * answers are known only after it.
   */
  <T> T togetherWithCommit(Combinations combinations, Supplier<T> work) {
    return queue.together(
        combinations,
        work,
        () -> queue.add(Call.update(Call.text("commit", List.of()), nothing -> {})));
  }

  /** Sends what waits, so that all answers are known. */
  void flush() {
    queue.flush();
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
}
