package dev.holdfast.json;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Is the shape of the optionals of primitive numbers: the number, or null when they are empty. */
final class OptionalNumberShape extends Shape {

  static final Map<Class<?>, OptionalNumberShape> SHAPES =
      Map.of(
          OptionalInt.class,
          new OptionalNumberShape(
              OptionalInt.empty(),
              int.class,
              number -> ((OptionalInt) number).getAsInt(),
              number -> OptionalInt.of((Integer) number)),
          OptionalLong.class,
          new OptionalNumberShape(
              OptionalLong.empty(),
              long.class,
              number -> ((OptionalLong) number).getAsLong(),
              number -> OptionalLong.of((Long) number)),
          OptionalDouble.class,
          new OptionalNumberShape(
              OptionalDouble.empty(),
              double.class,
              number -> ((OptionalDouble) number).getAsDouble(),
              number -> OptionalDouble.of((Double) number)));

  private final Object empty;
  private final ScalarShape number;
  private final Function<Object, Object> unwrap;
  private final Function<Object, Object> wrap;

  private OptionalNumberShape(
      Object empty,
      Class<?> number,
      Function<Object, Object> unwrap,
      Function<Object, Object> wrap) {
    this.empty = empty;
    this.number = Objects.requireNonNull(Scalars.of(number));
    this.unwrap = unwrap;
    this.wrap = wrap;
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    if (value.getClass() != empty.getClass()) {
      throw out.trail().refuse(Refusals.mismatch(value, empty.getClass()));
    }
    if (value.equals(empty)) {
      out.raw("null");
    } else {
      number.write(unwrap.apply(value), out);
    }
  }

  @Override
  void writeNull(JsonOutput out) {
    throw out.trail().refuse("it is null where an optional is declared. Use an empty one.");
  }

  @Override
  Object readValue(Object node, Trail at) {
    return wrap.apply(number.readValue(node, at));
  }

  @Override
  @Nullable Object readNull(Trail at) {
    return empty;
  }

  @Override
  Object absent() {
    return empty;
  }

  @Override
  String expected() {
    return number.expected() + " or null";
  }
}
