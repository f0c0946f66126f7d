package dev.holdfast.json;

import dev.holdfast.json.JsonTree.NumberText;
import jakarta.json.JsonValue;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Is the shape of JSON trees, declared as {@code Object}: maps with text keys, lists, texts,
 * numbers, booleans and null. Numbers come back as {@link BigDecimal}.
 */
final class TreeShape extends Shape {

  @Override
  void writeValue(Object value, JsonOutput out) {
    if (value instanceof JsonValue json) {
      out.raw(json.toString());
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else if (value instanceof Collection<?> elements) {
      writeElements(value, elements, out);
    } else if (value instanceof Object[] array) {
      writeElements(value, Arrays.asList(array), out);
    } else if (value.getClass().isArray()) {
      writeElements(value, boxed(value), out);
    } else {
      writeScalar(value, out);
    }
  }

  private void writeMap(Map<?, ?> map, JsonOutput out) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw out.trail().refuse("it has a key that is no text, but a JSON tree is declared.");
      }
      out.raw(separator).text(name).raw(':');
      out.trail().enter(name, map);
      write(entry.getValue(), out);
      out.trail().leave();
      separator = ',';
    }
    out.raw(separator == '{' ? "{}" : "}");
  }

  private void writeElements(Object owner, Collection<?> elements, JsonOutput out) {
    int index = 0;
    out.raw('[');
    for (Object element : elements) {
      if (index > 0) {
        out.raw(',');
      }
      out.trail().enter(index++, owner);
      write(element, out);
      out.trail().leave();
    }
    out.raw(']');
  }

  private static List<Object> boxed(Object array) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }

  private static void writeScalar(Object value, JsonOutput out) {
    ScalarShape shape = Scalars.of(value.getClass());
    boolean isJson = value instanceof String || value instanceof Boolean || isFinite(value);
    if (shape == null || !isJson) {
      throw refuse(value, out.trail());
    }
    shape.writeValue(value, out);
  }

  private static boolean isFinite(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue());
    }
    return value instanceof Number;
  }

  private static RuntimeException refuse(Object value, Trail at) {
    String reason = Refusals.ofValue(value);
    if (reason != null) {
      return at.refuse(reason);
    }
    return at.typeUnknown(
        "it is of the class "
            + value.getClass().getTypeName()
            + " where a JSON tree is declared, which has maps, lists, texts, finite numbers,"
            + " booleans and null. Declare the class.");
  }

  @Override
  @Nullable Object readValue(Object node, Trail at) {
    if (node instanceof NumberText number) {
      return new BigDecimal(number.text());
    }
    if (node instanceof Map<?, ?> members) {
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      members.forEach((name, member) -> map.put(name, read(member, at)));
      return map;
    }
    if (node instanceof List<?> elements) {
      List<@Nullable Object> list = new ArrayList<>();
      elements.forEach(element -> list.add(read(element, at)));
      return list;
    }
    return node;
  }

  @Override
  boolean hasEquals(Set<Shape> asked) {
    return false;
  }

  @Override
  String expected() {
    return "any JSON";
  }
}
