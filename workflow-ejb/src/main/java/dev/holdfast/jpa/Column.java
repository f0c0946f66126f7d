package dev.holdfast.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Is one parameter of many sets, which is sent as an array.
 *
 * @param type its type in the database
 * @param values its values, as elements of an array
 */
record Column(String type, List<? extends @Nullable Object> values) {

  /** Returns the parameters of a statement for all sets, at their places. */
  static List<Object> of(SetStatement statement, List<Parameters> sets) {
    List<Column> columns = new ArrayList<>();
    for (SetStatement.Parameter parameter : statement.parameters()) {
      columns.add(new Column(parameter.type(), values(columns.size(), sets)));
    }
    return IntStream.of(statement.placesForAll())
        .<Object>mapToObj(place -> place == SetStatement.SIZE ? sets.size() : columns.get(place))
        .toList();
  }

  /** Returns a collection of texts or longs, which must not be empty. */
  static Column of(List<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("An empty array has no type");
    }
    boolean texts = values.stream().allMatch(String.class::isInstance);
    return new Column(texts ? "varchar" : "bigint", values);
  }

  /** Returns an array of that class which drivers send without turning its elements to text. */
  @Nullable Object[] toArray() {
    return switch (type) {
      case "bigint" -> values.toArray(Long[]::new);
      case "integer" -> values.toArray(Integer[]::new);
      case "boolean" -> values.toArray(Boolean[]::new);
      default -> values.toArray(String[]::new);
    };
  }

  /** Returns values; none when all are null, because there is none at any place then either. */
  private static List<@Nullable Object> values(int place, List<Parameters> sets) {
    List<@Nullable Object> values = new ArrayList<>(sets.size());
    boolean isEmpty = true;
    for (Parameters set : sets) {
      @Nullable Object value = set.values().get(place);
      isEmpty &= value == null;
      values.add(value instanceof Instant instant ? Times.text(instant) : value);
    }
    return isEmpty ? List.of() : values;
  }
}
