package dev.holdfast.json;

import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Is the shape of a type whose subtypes are known, because it is sealed or says so with {@code
 * JsonbTypeInfo}: an object whose first member names the subtype. A subtype that is no object, such
 * as an enum, is put in a member {@code value}.
 */
final class SubtypeShape extends Shape {

  private static final String DEFAULT_KEY = "@type";
  private static final String VALUE = "value";

  private final Class<?> type;
  private final String key;
  private final Map<String, Part> parts;

  private SubtypeShape(Class<?> type, String key, Map<String, Part> parts) {
    this.type = type;
    this.key = key;
    this.parts = parts;
  }

  static boolean knows(Class<?> type) {
    return !Refusals.isOfThePlatform(type)
        && !type.isEnum()
        && (type.isSealed() || type.isAnnotationPresent(JsonbTypeInfo.class));
  }

  static SubtypeShape of(Type type, Shapes shapes) {
    Class<?> raw = Types.rawClass(type);
    Map<String, Part> parts = new LinkedHashMap<>();
    JsonbTypeInfo info = raw.getAnnotation(JsonbTypeInfo.class);
    if (info != null) {
      for (JsonbSubtype subtype : info.value()) {
        parts.put(subtype.alias(), shapes.part(Types.subtype(subtype.type(), type)));
      }
      return new SubtypeShape(raw, info.key(), parts);
    }
    List<Type> subtypes = new ArrayList<>();
    collect(type, subtypes);
    for (Type subtype : subtypes) {
      Class<?> subclass = Types.rawClass(subtype);
      boolean isUnique =
          subtypes.stream()
                  .filter(
                      each -> Types.rawClass(each).getSimpleName().equals(subclass.getSimpleName()))
                  .count()
              == 1;
      String alias = isUnique ? subclass.getSimpleName() : subclass.getName();
      boolean isItself = subclass == raw;
      parts.put(alias, isItself ? shapes.partOfClass(subtype) : shapes.part(subtype));
    }
    return new SubtypeShape(raw, DEFAULT_KEY, parts);
  }

  private static void collect(Type type, List<Type> subtypes) {
    Class<?> raw = Types.rawClass(type);
    if (!Modifier.isAbstract(raw.getModifiers()) || raw.isEnum()) {
      subtypes.add(type);
    }
    if (raw.isSealed() && !raw.isEnum()) {
      for (Class<?> subclass : raw.getPermittedSubclasses()) {
        collect(Types.subtype(subclass, type), subtypes);
      }
    }
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    for (Map.Entry<String, Part> subtype : parts.entrySet()) {
      if (isOf(Types.rawClass(subtype.getValue().type()), value)) {
        out.raw('{').text(key).raw(':').text(subtype.getKey());
        Shape shape = subtype.getValue().shape();
        if (shape instanceof ObjectShape object) {
          object.writeMembers(value, out, false);
        } else {
          shape.write(value, out.raw(",\"" + VALUE + "\":"));
        }
        out.raw('}');
        return;
      }
    }
    String reason = Refusals.ofValue(value);
    throw out.trail()
        .refuse(
            reason != null
                ? reason
                : "the class "
                    + value.getClass().getTypeName()
                    + " is not among the known subtypes of "
                    + type.getTypeName()
                    + ", which are "
                    + String.join(", ", parts.keySet())
                    + ". Declare it there.");
  }

  private static boolean isOf(Class<?> subclass, Object value) {
    return subclass == value.getClass()
        || (subclass.isInstance(value)
            && (subclass.isEnum() || Modifier.isAbstract(subclass.getModifiers())));
  }

  @Override
  @Nullable Object readValue(Object node, Trail at) {
    if (!(node instanceof Map<?, ?> nodes) || !(nodes.get(key) instanceof String alias)) {
      throw at.misfit(expected(), node);
    }
    Part part = parts.get(alias);
    if (part == null) {
      at.enter(key, node);
      throw at.misfit("one of " + String.join(", ", parts.keySet()), alias);
    }
    Shape shape = part.shape();
    return shape.read(shape instanceof ObjectShape ? node : nodes.get(VALUE), at);
  }

  @Override
  boolean isExact() {
    return false;
  }

  @Override
  boolean hasEquals(Set<Shape> asked) {
    return !asked.add(this)
        || parts.values().stream().allMatch(part -> part.shape().hasEquals(asked));
  }

  @Override
  String expected() {
    return "an object whose \"" + key + "\" is one of " + String.join(", ", parts.keySet());
  }
}
