package dev.holdfast.json;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Is the shape of maps: an object whose member names are the keys as text. */
final class MapShape extends Shape {

  private static final Map<Class<?>, Supplier<Map<@Nullable Object, @Nullable Object>>> FACTORIES =
      Map.of(
          Map.class, LinkedHashMap::new,
          HashMap.class, LinkedHashMap::new,
          LinkedHashMap.class, LinkedHashMap::new,
          SortedMap.class, TreeMap::new,
          NavigableMap.class, TreeMap::new,
          TreeMap.class, TreeMap::new,
          ConcurrentMap.class, ConcurrentHashMap::new,
          ConcurrentHashMap.class, ConcurrentHashMap::new);

  private final Class<?> type;
  private final Part key;
  private final Part content;
  private final Supplier<Map<@Nullable Object, @Nullable Object>> factory;

  private MapShape(
      Class<?> type,
      Part key,
      Part content,
      Supplier<Map<@Nullable Object, @Nullable Object>> factory) {
    this.type = type;
    this.key = key;
    this.content = content;
    this.factory = factory;
  }

  static boolean knows(Class<?> type) {
    return FACTORIES.containsKey(type) || type == EnumMap.class;
  }

  static MapShape of(Class<?> type, Part key, Part content) {
    Supplier<Map<@Nullable Object, @Nullable Object>> factory = FACTORIES.get(type);
    return new MapShape(
        type, key, content, factory == null ? () -> enumMap(Types.rawClass(key.type())) : factory);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<@Nullable Object, @Nullable Object> enumMap(Class<?> constants) {
    return (Map) new EnumMap((Class) constants);
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    if (!type.isInstance(value)) {
      throw out.trail().refuse(Refusals.mismatch(value, type));
    }
    if (SortedMap.class.isAssignableFrom(type) && ((SortedMap<?, ?>) value).comparator() != null) {
      throw out.trail().refuse("it is sorted by a comparator, which cannot be stored. Use a Map.");
    }
    Shape shape = content.shape();
    char separator = '{';
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
      String name = name(entry.getKey(), out.trail());
      out.raw(separator).text(name).raw(':');
      out.trail().enter(name, value);
      shape.write(entry.getValue(), out);
      out.trail().leave();
      separator = ',';
    }
    out.raw(separator == '{' ? "{}" : "}");
  }

  private String name(@Nullable Object value, Trail at) {
    if (value == null) {
      throw at.refuse("it has a null key. Use a text for it.");
    }
    Shape shape = key.shape();
    if (shape instanceof TreeShape && value instanceof String name) {
      return name;
    }
    if (!(shape instanceof KeyShape keys)) {
      throw at.refuse(
          "its keys are of the class "
              + value.getClass().getTypeName()
              + ". Use texts, numbers, enums, UUIDs or dates as keys, or store a list of records.");
    }
    return keys.format(value, at);
  }

  @Override
  Object readValue(Object node, Trail at) {
    if (!(node instanceof Map<?, ?> members)) {
      throw at.misfit(expected(), node);
    }
    Shape shape = content.shape();
    Map<@Nullable Object, @Nullable Object> entries = factory.get();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = (String) member.getKey();
      at.enter(name, node);
      Object entryKey = key.shape() instanceof KeyShape keys ? keys.parse(name, at) : name;
      try {
        entries.put(entryKey, shape.read(member.getValue(), at));
      } catch (NullPointerException e) {
        throw at.misfit("a value that a " + type.getSimpleName() + " can hold", null, e);
      }
      at.leave();
    }
    return entries;
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
    return "an object";
  }
}
