package dev.holdfast.json;

import java.lang.reflect.Type;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the shape of a part of a type. It is looked up at first use, because a type may
 * contain itself.
 */
final class Part {

  private final Type type;
  private final Function<Type, Shape> shapes;
  private @Nullable Shape shape;

  Part(Type type, Function<Type, Shape> shapes) {
    this.type = type;
    this.shapes = shapes;
  }

  Type type() {
    return type;
  }

  /** Returns the shape. Threads may look it up twice; shapes are immutable, so that is harmless. */
  Shape shape() {
    Shape known = shape;
    if (known == null) {
      known = shapes.apply(type);
      shape = known;
    }
    return known;
  }
}
