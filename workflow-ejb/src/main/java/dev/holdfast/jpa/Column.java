package dev.holdfast.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Is one parameter of many sets, which is sent as an array.
 *
 * @param type its type in the database
 * @param values its values, as elements of an array
 */
record Column(String type, List<? extends @Nullable Object> values) {

  private static final String NUMBER = "float8";

  /** Returns the parameters of a statement for all sets, at their places. */
  static List<Object> of(
      List<SetStatement.Parameter> parameters, SetForm form, List<Parameters> sets) {
    @Nullable Column[] columns = new Column[parameters.size()];
    List<Object> found = new ArrayList<>(form.placesForAll().size());
    for (int place : form.placesForAll()) {
      if (place == SetForm.SIZE) {
        found.add(sets.size());
      } else {
        if (columns[place] == null) {
          columns[place] = of(place, parameters.get(place), form, sets);
        }
        found.add(columns[place]);
      }
    }
    return found;
  }

  private static Column of(
      int place, SetStatement.Parameter parameter, SetForm form, List<Parameters> sets) {
    boolean isNumber = parameter.isTime() && form.hasNumbersForTimes();
    return new Column(
        isNumber ? NUMBER : parameter.type(),
        values(place, sets, isNumber ? Times::seconds : Times::text));
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
      case NUMBER -> values.toArray(Double[]::new);
      case "boolean" -> values.toArray(Boolean[]::new);
      default -> values.toArray(String[]::new);
    };
  }

  /** Returns values; none when all are null, because there is none at any place then either. */
  private static List<@Nullable Object> values(
      int place, List<Parameters> sets, Function<Instant, Object> ofTime) {
    List<@Nullable Object> values = new ArrayList<>(sets.size());
    boolean isEmpty = true;
    for (Parameters set : sets) {
      @Nullable Object value = set.values().get(place);
      isEmpty &= value == null;
      values.add(value instanceof Instant instant ? ofTime.apply(instant) : value);
    }
    return isEmpty ? List.of() : values;
  }
}
