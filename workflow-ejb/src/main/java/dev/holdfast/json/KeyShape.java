package dev.holdfast.json;

import org.jspecify.annotations.Nullable;

/** Is the shape of a type whose values can be the keys of a map. */
abstract class KeyShape extends Shape {

  /** Returns the value as the name of a member. */
  abstract String format(Object value, Trail at);

  /** Returns the value that a name stands for. */
  abstract @Nullable Object parse(String text, Trail at);
}
