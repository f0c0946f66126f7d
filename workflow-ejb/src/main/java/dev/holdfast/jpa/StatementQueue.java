package dev.holdfast.jpa;

import dev.holdfast.jpa.Call.Manner;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the statements of a transaction. Where the database takes several in one text, those whose
 * answers nobody needs yet wait for the next one whose answer somebody does, and travel with it:
 * each journey to the database and back costs as much as some statements.
 */
final class StatementQueue {

  /**
   * Most rows in the answers to what another statement follows: a driver that writes does not read,
   * so they must fit into the buffers between it and the database.
   */
  private static final int ANSWERS = 1_000;

  private final Connection connection;
  private final List<Call<?>> waiting = new ArrayList<>();
  private @Nullable Combinations combinations;

  StatementQueue(Connection connection) {
    this.connection = connection;
  }

  /**
   * Does work whose statements may wait for each other; all of them are sent in the end.
   *
   * @param last adds what is to travel with the last of them
   */
  <T> T together(Combinations known, Supplier<T> work, Runnable last) {
    combinations = known;
    try {
      T result = work.get();
      last.run();
      flush();
      return result;
    } finally {
      combinations = null;
      waiting.clear();
    }
  }

  /** Sends a statement, now or later. */
  void add(Call<?> call) {
    waiting.add(call);
    if (combinations == null || waiting.stream().mapToInt(Call::answers).sum() > ANSWERS) {
      flush();
    }
  }

  /** Sends what has been waiting, and does what is to be done with the answers. */
  void flush() {
    while (!waiting.isEmpty()) {
      List<Call<?>> calls = List.copyOf(waiting);
      waiting.clear();
      try {
        send(calls);
      } catch (SQLException e) {
        throw DatabaseErrors.isRefusal(e)
            ? new IllegalStateException(e)
            : new PersistenceException(e);
      }
      calls.forEach(Call::tell);
    }
  }

  private void send(List<Call<?>> calls) throws SQLException {
    Manner manner =
        new Manner(
            calls.stream().anyMatch(call -> call.sets() > 1),
            combinations != null && calls.stream().allMatch(Call::isUsual));
    Optional<String> text =
        combinations == null || calls.size() == 1
            ? Optional.empty()
            : combinations.text(calls.stream().map(call -> call.text(manner)).toList());
    if (text.isPresent()) {
      send(text.get(), calls, manner);
    } else {
      for (Call<?> call : calls) {
        Manner own = new Manner(call.sets() > 1, manner.isUsual());
        send(call.text(own), List.of(call), own);
      }
    }
  }

  private void send(String text, List<Call<?>> calls, Manner manner) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      if (calls.size() > 1) {
        statement.setFetchSize(0); // a query that locks is to have locked all before the next one
      }
      bind(statement, calls.stream().flatMap(call -> call.parameters(manner).stream()).toList());
      boolean hasRows = statement.execute();
      for (Iterator<Call<?>> each = calls.iterator(); each.hasNext(); ) {
        each.next().read(statement, hasRows);
        hasRows = each.hasNext() && statement.getMoreResults();
      }
    }
  }

  /** Binds texts, numbers, booleans, points in time, nulls and what is many. */
  void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      bind(statement, i + 1, values.get(i));
    }
  }

  private void bind(PreparedStatement statement, int place, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(place, Types.NULL);
    } else if (value instanceof Instant instant) {
      statement.setObject(place, Times.required(instant));
    } else if (value instanceof Collection<?> values) {
      bind(statement, place, Column.of(List.copyOf(values)));
    } else if (value instanceof Column column) {
      statement.setArray(place, connection.createArrayOf(column.type(), column.toArray()));
    } else {
      statement.setObject(place, value);
    }
  }
}
