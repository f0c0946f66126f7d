package dev.holdfast.json;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Is the shape of an optional: its value, or null when it is empty. */
final class OptionalShape extends Shape {

  private final Part content;

  OptionalShape(Part content) {
    this.content = content;
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    if (!(value instanceof Optional<?> optional)) {
      throw out.trail().refuse(Refusals.mismatch(value, Optional.class));
    }
    if (optional.isPresent() && looksEmpty(optional.get())) {
      throw out.trail()
          .refuse("an optional that holds an empty optional looks like an empty one. Use one.");
    }
    content.shape().write(optional.orElse(null), out);
  }

  private static boolean looksEmpty(Object content) {
    return content.equals(Optional.empty())
        || content.equals(OptionalInt.empty())
        || content.equals(OptionalLong.empty())
        || content.equals(OptionalDouble.empty());
  }

  @Override
  void writeNull(JsonOutput out) {
    throw out.trail().refuse("it is null where Optional is declared. Use Optional.empty().");
  }

  @Override
  Object readValue(Object node, Trail at) {
    return Optional.ofNullable(content.shape().read(node, at));
  }

  @Override
  Object readNull(Trail at) {
    return Optional.empty();
  }

  @Override
  Object absent() {
    return Optional.empty();
  }

  @Override
  boolean isExact() {
    return content.shape().isExact();
  }

  @Override
  boolean hasEquals(Set<Shape> asked) {
    return content.shape().hasEquals(asked);
  }

  @Override
  String expected() {
    return content.shape().expected() + " or null";
  }
}
