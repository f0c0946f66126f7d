package dev.holdfast.json;

import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes types as text and reads them again: {@code java.util.List<com.acme.Item>}, {@code int[]},
 * {@code json} for a JSON tree ({@code Object}), {@code null} for nothing ({@code Void}).
 */
final class TypeDescriptor {

  /** Describes JSON trees. */
  static final String JSON = "json";

  private static final String NULL = "null";

  private static final Map<String, Class<?>> PRIMITIVES =
      Stream.of(
              boolean.class,
              byte.class,
              char.class,
              double.class,
              float.class,
              int.class,
              long.class,
              short.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, type -> type));

  private final String text;
  private final ClassLoader loader;
  private int at;

  private TypeDescriptor(String text, ClassLoader loader) {
    this.text = text;
    this.loader = loader;
  }

  /**
   * Writes a type.
   *
   * @throws UnencodableException when the type has a variable that stands for nothing
   */
  static String of(Type type) {
    Type plain = Types.withoutWildcard(type);
    if (plain instanceof Class<?> raw) {
      return of(raw);
    }
    if (plain instanceof ParameterizedType generic) {
      return Stream.of(generic.getActualTypeArguments())
          .map(TypeDescriptor::of)
          .collect(Collectors.joining(",", Types.rawClass(generic).getName() + "<", ">"));
    }
    if (plain instanceof GenericArrayType array) {
      return of(array.getGenericComponentType()) + "[]";
    }
    String name = plain instanceof TypeVariable<?> variable ? variable.getName() : "" + plain;
    throw new UnencodableException(
        "The type variable " + name + " stands for no type here. " + Refusals.PASS_A_TOKEN,
        true,
        null);
  }

  private static String of(Class<?> type) {
    if (type.isArray()) {
      return of(type.getComponentType()) + "[]";
    }
    if (type == Object.class) {
      return JSON;
    }
    return type == Void.class || type == void.class ? NULL : type.getName();
  }

  /**
   * Reads a type.
   *
   * @param text what {@link #of(Type)} wrote
   * @param loader finds the classes
   * @throws UndecodableException when a class is missing, naming it, or the text is no type
   */
  static Type parse(String text, ClassLoader loader) {
    TypeDescriptor descriptor = new TypeDescriptor(text, loader);
    Type type = descriptor.type();
    if (descriptor.at != text.length()) {
      throw descriptor.notUnderstood();
    }
    return type;
  }

  private Type type() {
    int start = at;
    while (at < text.length() && "<>,[]".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    Class<?> raw = find(text.substring(start, at));
    Type type = skip("<") ? new GenericType(raw, arguments(raw)) : raw;
    while (skip("[]")) {
      type = Types.arrayOf(type);
    }
    return type;
  }

  private List<Type> arguments(Class<?> raw) {
    List<Type> arguments = new ArrayList<>();
    do {
      arguments.add(type());
    } while (skip(","));
    if (!skip(">")) {
      throw notUnderstood();
    }
    if (arguments.size() != raw.getTypeParameters().length) {
      throw new UndecodableException(
          "The class "
              + raw.getName()
              + " has "
              + raw.getTypeParameters().length
              + " type parameters, but the stored type '"
              + text
              + "' gives it "
              + arguments.size()
              + ". Deploy a version of the application that can read the stored value.",
          null);
    }
    return arguments;
  }

  private boolean skip(String token) {
    boolean found = text.startsWith(token, at);
    at += found ? token.length() : 0;
    return found;
  }

  private Class<?> find(String name) {
    if (name.isEmpty()) {
      throw notUnderstood();
    }
    if (name.equals(JSON)) {
      return Object.class;
    }
    if (name.equals(NULL)) {
      return Void.class;
    }
    Class<?> primitive = PRIMITIVES.get(name);
    return primitive == null ? load(name) : primitive;
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new UndecodableException(
          "The class "
              + name
              + " of the stored type '"
              + text
              + "' cannot be loaded. Deploy a version of the application that has it.",
          e);
    }
  }

  private UndecodableException notUnderstood() {
    return new UndecodableException("The stored type '" + text + "' is not understood.", null);
  }
}
