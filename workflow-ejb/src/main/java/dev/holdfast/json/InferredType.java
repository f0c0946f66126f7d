package dev.holdfast.json;

import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Tells the type of a value from the value: its class, and for collections, maps and optionals also
 * the one type that all elements have. {@code Void} stands for what only nulls tell.
 */
final class InferredType {

  private static final Set<Class<?>> KEPT =
      Set.of(
          LinkedList.class,
          ArrayDeque.class,
          Vector.class,
          CopyOnWriteArrayList.class,
          ConcurrentHashMap.class);

  private static final String MAP = "Map<String, Object>";

  private final Trail at = Trail.ofInference();

  private InferredType() {}

  /**
   * Returns the type of a value.
   *
   * @throws dev.holdfast.engine.port.PayloadCodec.UnencodableException when the value does not tell
   */
  static Type of(@Nullable Object value) {
    return new InferredType().infer(value);
  }

  private Type infer(@Nullable Object value) {
    if (value == null) {
      return Void.class;
    }
    Class<?> scalar = Scalars.typeOf(value);
    if (scalar != null) {
      return scalar;
    }
    if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass();
    }
    if (value instanceof JsonValue json) {
      return JsonValueShape.typeOf(json);
    }
    if (value instanceof Collection<?> elements) {
      return collection(elements);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Optional<?> optional) {
      return new GenericType(Optional.class, infer(optional.orElse(null)));
    }
    return value instanceof ByteBuffer ? ByteBuffer.class : ofClass(value);
  }

  private Type ofClass(Object value) {
    Class<?> type = value.getClass();
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    if (element != type && element == Object.class && !isEmpty(value)) {
      throw at.typeUnknown("an array of Object says nothing of its elements. " + token("String[]"));
    }
    if (element.getTypeParameters().length > 0 && Refusals.ofType(element) == null) {
      throw at.typeUnknown(
          "the class "
              + element.getTypeName()
              + " has type parameters. "
              + token(element.getSimpleName() + "<Item>"));
    }
    return type;
  }

  private static boolean isEmpty(Object array) {
    return array instanceof Object[] elements && elements.length == 0;
  }

  private Type collection(Collection<?> elements) {
    Class<?> type = collectionClass(elements);
    Type element = Void.class;
    int index = 0;
    for (Object each : elements) {
      at.enter(index++, elements);
      element = unify(element, infer(each), "List<Shape>");
      at.leave();
    }
    if (type == EnumSet.class && element == Void.class) {
      element = constantsOf((EnumSet<?>) elements);
    }
    return new GenericType(type, element);
  }

  private Type constantsOf(EnumSet<?> empty) {
    for (Enum<?> constant : EnumSet.complementOf(empty)) {
      return constant.getDeclaringClass();
    }
    throw at.typeUnknown("it is an empty set of an enum without constants.");
  }

  private Class<?> collectionClass(Collection<?> elements) {
    if (KEPT.contains(elements.getClass())) {
      return elements.getClass();
    }
    if (elements instanceof EnumSet) {
      return EnumSet.class;
    }
    if (elements instanceof SortedSet && isOfJava(elements)) {
      return TreeSet.class;
    }
    if (elements instanceof List && isOfJava(elements)) {
      return List.class;
    }
    if (elements instanceof Set && isOfJava(elements)) {
      return Set.class;
    }
    throw unknownContainer(elements, "List<Item>");
  }

  private Type map(Map<?, ?> map) {
    Type key = Void.class;
    Type content = Void.class;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      at.enter(String.valueOf(entry.getKey()), map);
      key = unify(key, infer(entry.getKey()), MAP);
      content = unify(content, infer(entry.getValue()), MAP);
      at.leave();
    }
    if (map instanceof EnumMap && key == Void.class) {
      throw at.typeUnknown("it is an empty EnumMap. " + token("EnumMap<Color, Item>"));
    }
    return new GenericType(mapClass(map), key, content);
  }

  private Class<?> mapClass(Map<?, ?> map) {
    if (KEPT.contains(map.getClass()) || map instanceof EnumMap) {
      return map.getClass();
    }
    if (!isOfJava(map)) {
      throw unknownContainer(map, "Map<String, Item>");
    }
    return map instanceof SortedMap ? TreeMap.class : Map.class;
  }

  private static boolean isOfJava(Object container) {
    return container.getClass().getName().startsWith("java.");
  }

  private RuntimeException unknownContainer(Object container, String example) {
    return at.typeUnknown(
        "the class "
            + container.getClass().getTypeName()
            + " is not one of Java's own lists, sets"
            + " and maps. "
            + token(example));
  }

  /** Returns the one type that both are, where {@code Void} gives way. */
  private Type unify(Type one, Type other, String example) {
    if (one.equals(other) || other == Void.class) {
      return one;
    }
    if (one == Void.class) {
      return other;
    }
    Class<?> raw = Types.rawClass(one);
    if (raw != Types.rawClass(other) || !(one instanceof ParameterizedType)) {
      throw at.typeUnknown(
          "it is of the type "
              + other.getTypeName()
              + ", those before it of "
              + one.getTypeName()
              + ". "
              + token(example));
    }
    List<Type> arguments = new ArrayList<>();
    for (int i = 0; i < Types.arguments(one).size(); i++) {
      arguments.add(unify(Types.arguments(one).get(i), Types.arguments(other).get(i), example));
    }
    return new GenericType(raw, arguments);
  }

  private static String token(String example) {
    return "Pass the full type, such as new TypeToken<" + example + ">() {}.";
  }
}
