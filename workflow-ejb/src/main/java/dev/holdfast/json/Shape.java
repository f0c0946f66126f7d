package dev.holdfast.json;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes and reads the values of one type. Immutable and thread-safe. */
abstract class Shape {

  final void write(@Nullable Object value, JsonOutput out) {
    if (value == null) {
      writeNull(out);
    } else {
      writeValue(value, out);
    }
  }

  final @Nullable Object read(@Nullable Object node, Trail at) {
    return node == null ? readNull(at) : readValue(node, at);
  }

  /**
   * Writes a value.
   *
   * @throws dev.holdfast.engine.port.PayloadCodec.UnencodableException when it is not of this type
   */
  abstract void writeValue(Object value, JsonOutput out);

  /**
   * Reads a value from a node of a {@link JsonTree}.
   *
   * @throws dev.holdfast.engine.port.PayloadCodec.UndecodableException when the node does not fit
   */
  abstract @Nullable Object readValue(Object node, Trail at);

  /** Writes null, where null is a value of this type. */
  void writeNull(JsonOutput out) {
    out.raw("null");
  }

  /** Reads null, where null is a value of this type. */
  @Nullable Object readNull(Trail at) {
    return null;
  }

  /** Returns what a member is when the text does not mention it. */
  @Nullable Object absent() {
    return null;
  }

  /** Tells whether values come back by construction, because no application code takes part. */
  boolean isExact() {
    return true;
  }

  /**
   * Tells whether {@code equals} says of two values of this type that they are the same.
   *
   * @param asked shapes that are being asked already, for types that contain themselves
   */
  boolean hasEquals(Set<Shape> asked) {
    return true;
  }

  /** Says in words what is expected in the text. */
  abstract String expected();
}
