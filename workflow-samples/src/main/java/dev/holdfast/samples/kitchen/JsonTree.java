package dev.holdfast.samples.kitchen;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Knows values as JSON has them: maps, lists, texts, numbers, booleans and null. */
final class JsonTree {

  private static final int SHOWN = 80;

  private JsonTree() {}

  /** Compares values; numbers are equal when their values are, whatever their scale. */
  static boolean equal(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return decimal(a).compareTo(decimal(b)) == 0;
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(key -> equal(a.get(key), b.get(key)));
    }
    if (one instanceof List<?> a && other instanceof List<?> b) {
      return equal(a, b);
    }
    return Objects.equals(one, other);
  }

  private static boolean equal(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    Iterator<?> others = other.iterator();
    return one.stream().allMatch(value -> equal(value, others.next()));
  }

  /** Returns a copy in which every text is changed; names of members stay. */
  static @Nullable Object mapTexts(@Nullable Object value, UnaryOperator<String> change) {
    if (value instanceof String text) {
      return change.apply(text);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(mapTexts(element, change)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, member) -> copy.put(name, mapTexts(member, change)));
      return copy;
    }
    return value;
  }

  static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
  }

  /** Shows a value in a message, cut when it is long. */
  static String shown(@Nullable Object value) {
    String text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
