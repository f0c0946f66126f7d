package dev.holdfast.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is the shape of nothing: {@code Void}, and the element of a list that has no elements. */
final class NullShape extends Shape {

  @Override
  void writeValue(Object value, JsonOutput out) {
    throw out.trail().refuse(Refusals.mismatch(value, Void.class));
  }

  /** Reads any object as null: who wants nothing does not care for members. */
  @Override
  @Nullable Object readValue(Object node, Trail at) {
    if (node instanceof Map) {
      return null;
    }
    throw at.misfit(expected(), node);
  }

  @Override
  String expected() {
    return "null";
  }
}
