package dev.holdfast.json;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Set;

/** Is the shape of arrays, of objects or primitives. */
final class ArrayShape extends Shape {

  private final Class<?> component;
  private final Part element;

  ArrayShape(Part element) {
    this.component = Types.rawClass(element.type());
    this.element = element;
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    if (value.getClass().getComponentType() != component) {
      throw out.trail().refuse(Refusals.mismatch(value, component.arrayType()));
    }
    Shape shape = element.shape();
    int length = Array.getLength(value);
    out.raw('[');
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        out.raw(',');
      }
      out.trail().enter(i, value);
      shape.write(Array.get(value, i), out);
      out.trail().leave();
    }
    out.raw(']');
  }

  @Override
  Object readValue(Object node, Trail at) {
    if (!(node instanceof List<?> nodes)) {
      throw at.misfit(expected(), node);
    }
    Shape shape = element.shape();
    Object array = Array.newInstance(component, nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      at.enter(i, node);
      Array.set(array, i, shape.read(nodes.get(i), at));
      at.leave();
    }
    return array;
  }

  @Override
  boolean isExact() {
    return element.shape().isExact();
  }

  @Override
  boolean hasEquals(Set<Shape> asked) {
    return false;
  }

  @Override
  String expected() {
    return "an array";
  }
}
