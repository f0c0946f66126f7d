package dev.holdfast.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is one parameter of many sets, which is sent as an array.
 *
 * @param type its type in the database
 * @param values its values, as elements of an array
 */
record Column(String type, List<? extends @Nullable Object> values) {

  /** Returns the parameters of a statement for all sets. */
  static List<Column> of(SetStatement statement, List<Parameters> sets) {
    List<Column> columns = new ArrayList<>();
    for (SetStatement.Parameter parameter : statement.parameters()) {
      columns.add(new Column(parameter.type(), values(columns.size(), sets)));
    }
    return columns;
  }

  /** Returns a collection of texts or longs, which must not be empty. */
  static Column of(List<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("An empty array has no type");
    }
    boolean texts = values.stream().allMatch(String.class::isInstance);
    return new Column(texts ? "varchar" : "bigint", values);
  }

  private static List<@Nullable Object> values(int place, List<Parameters> sets) {
    List<@Nullable Object> values = new ArrayList<>(sets.size());
    for (Parameters set : sets) {
      @Nullable Object value = set.values().get(place);
      values.add(value instanceof Instant instant ? Times.text(instant) : value);
    }
    return values;
  }
}
