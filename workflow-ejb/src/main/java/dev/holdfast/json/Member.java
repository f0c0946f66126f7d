package dev.holdfast.json;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Is a component of a record or a field of a bean.
 *
 * @param name its name
 * @param prefix its name as it stands before its value
 * @param part its shape
 * @param source reads it from its owner
 */
record Member(String name, String prefix, Part part, Source source) {

  /** Reads a member from its owner. */
  @FunctionalInterface
  interface Source {

    @Nullable Object get(Object owner) throws ReflectiveOperationException;
  }

  Member(String name, Part part, Source source) {
    this(name, JsonOutput.prefix(name), part, source);
  }

  void write(Object owner, JsonOutput out) {
    out.raw(prefix);
    out.trail().enter(name, owner);
    part.shape().write(get(owner, out.trail()), out);
    out.trail().leave();
  }

  private @Nullable Object get(Object owner, Trail at) {
    try {
      return source.get(owner);
    } catch (InvocationTargetException e) {
      throw at.refuse("its accessor threw " + e.getCause() + ".", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw at.refuse("it is out of reach: " + e.getMessage() + ".", e);
    }
  }
}
