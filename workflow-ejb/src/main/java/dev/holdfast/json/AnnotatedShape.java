package dev.holdfast.json;

import jakarta.json.bind.Jsonb;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Is the shape of a class that carries JSON-B annotations: what JSON-B makes of it. */
final class AnnotatedShape extends Shape {

  private static final String ANNOTATIONS = "jakarta.json.bind.annotation.";

  private final Type type;
  private final boolean hasEquals;
  private final Supplier<Jsonb> jsonb;

  AnnotatedShape(Type type, boolean hasEquals, Supplier<Jsonb> jsonb) {
    this.type = type;
    this.hasEquals = hasEquals;
    this.jsonb = jsonb;
  }

  static boolean knows(Class<?> type) {
    if (Refusals.isOfThePlatform(type)) {
      return false;
    }
    for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
      if (elements(each).anyMatch(AnnotatedShape::isAnnotated)) {
        return true;
      }
    }
    return false;
  }

  private static Stream<AnnotatedElement> elements(Class<?> type) {
    Constructor<?>[] constructors = type.getDeclaredConstructors();
    Method[] methods = type.getDeclaredMethods();
    Field[] fields = type.getDeclaredFields();
    Stream<AnnotatedElement> parameters =
        Arrays.stream(constructors).flatMap(each -> Arrays.stream(each.getParameters()));
    return Stream.of(
            Stream.of(type),
            Arrays.stream(fields),
            Arrays.stream(methods),
            Arrays.stream(constructors),
            parameters)
        .flatMap(each -> each);
  }

  private static boolean isAnnotated(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(each -> each.annotationType().getName().startsWith(ANNOTATIONS));
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    Class<?> raw = Types.rawClass(type);
    if (raw.isInterface() ? !raw.isInstance(value) : raw != value.getClass()) {
      throw out.trail().refuse(Refusals.mismatch(value, type));
    }
    try {
      out.raw(jsonb.get().toJson(value, type));
    } catch (RuntimeException e) {
      throw out.trail().refuse("JSON-B says: " + e.getMessage(), e);
    }
  }

  @Override
  @Nullable Object readValue(Object node, Trail at) {
    JsonOutput json = new JsonOutput();
    JsonTree.write(node, json);
    try {
      return jsonb.get().fromJson(json.toString(), type);
    } catch (RuntimeException e) {
      throw at.unreadable(type.getTypeName() + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  boolean isExact() {
    return false;
  }

  @Override
  boolean hasEquals(Set<Shape> asked) {
    return hasEquals;
  }

  @Override
  String expected() {
    return "what JSON-B reads as " + type.getTypeName();
  }
}
