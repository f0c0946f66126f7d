package dev.holdfast.json;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers questions about generic types: what a type variable stands for, and where. */
final class Types {

  private Types() {}

  /** Returns the class of a type; of a variable or wildcard, that of its bound. */
  static Class<?> rawClass(Type type) {
    Type plain = withoutWildcard(type);
    if (plain instanceof Class<?> raw) {
      return raw;
    }
    if (plain instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    if (plain instanceof GenericArrayType array) {
      return Array.newInstance(rawClass(array.getGenericComponentType()), 0).getClass();
    }
    return plain instanceof TypeVariable<?> variable
        ? rawClass(variable.getBounds()[0])
        : Object.class;
  }

  /** Returns what a wildcard stands for: the one bound that says something. */
  static Type withoutWildcard(Type type) {
    if (!(type instanceof WildcardType wildcard)) {
      return type;
    }
    Type[] lower = wildcard.getLowerBounds();
    return lower.length > 0 ? lower[0] : wildcard.getUpperBounds()[0];
  }

  /** Returns the type arguments, or none for a raw type. */
  static List<Type> arguments(Type type) {
    return type instanceof ParameterizedType generic
        ? List.of(generic.getActualTypeArguments())
        : List.of();
  }

  /** Returns what the variables of a class stand for within a type of that class. */
  static Map<TypeVariable<?>, Type> bindings(Type type) {
    List<Type> arguments = arguments(type);
    Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      bindings.put(rawClass(type).getTypeParameters()[i], arguments.get(i));
    }
    return bindings;
  }

  /** Returns the type with its variables replaced; unknown ones stay. */
  static Type resolve(Type type, Map<TypeVariable<?>, Type> bindings) {
    Type plain = withoutWildcard(type);
    if (plain instanceof TypeVariable<?> variable) {
      return bindings.getOrDefault(variable, variable);
    }
    if (plain instanceof ParameterizedType generic) {
      List<Type> arguments = new ArrayList<>();
      for (Type argument : generic.getActualTypeArguments()) {
        arguments.add(resolve(argument, bindings));
      }
      return new GenericType(rawClass(generic), arguments);
    }
    if (plain instanceof GenericArrayType array) {
      return arrayOf(resolve(array.getGenericComponentType(), bindings));
    }
    return plain;
  }

  static Type arrayOf(Type component) {
    if (component instanceof Class<?> raw) {
      return Array.newInstance(raw, 0).getClass();
    }
    return new GenericArray(component);
  }

  /**
   * Returns a subclass with type arguments such that it is a subtype of the type given.
   *
   * @return the subtype, with variables left where the type says nothing about them
   */
  static Type subtype(Class<?> subclass, Type type) {
    if (subclass.getTypeParameters().length == 0) {
      return subclass;
    }
    Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    Type parent = parent(subclass, rawClass(type));
    List<Type> wanted = arguments(type);
    List<Type> declared = parent == null ? List.of() : arguments(parent);
    for (int i = 0; i < Math.min(wanted.size(), declared.size()); i++) {
      if (declared.get(i) instanceof TypeVariable<?> variable) {
        bindings.put(variable, wanted.get(i));
      }
    }
    return resolve(new GenericType(subclass, subclass.getTypeParameters()), bindings);
  }

  private static @Nullable Type parent(Class<?> subclass, Class<?> wanted) {
    for (Type parent : subclass.getGenericInterfaces()) {
      if (rawClass(parent) == wanted) {
        return parent;
      }
    }
    Type parent = subclass.getGenericSuperclass();
    return parent != null && rawClass(parent) == wanted ? parent : null;
  }

  /**
   * Is an array whose component has type arguments.
   *
   * @param component the component type
   */
  private record GenericArray(Type component) implements GenericArrayType {

    @Override
    public Type getGenericComponentType() {
      return component;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof GenericArrayType array
          && component.equals(array.getGenericComponentType());
    }

    @Override
    public int hashCode() {
      return component.hashCode();
    }

    @Override
    public String toString() {
      return component.getTypeName() + "[]";
    }
  }
}
