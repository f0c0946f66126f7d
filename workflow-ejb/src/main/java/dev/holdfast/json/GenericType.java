package dev.holdfast.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Is a class with type arguments, equal to the same type as the compiler writes it. */
final class GenericType implements ParameterizedType {

  private final Class<?> raw;
  private final List<Type> arguments;

  GenericType(Class<?> raw, List<? extends Type> arguments) {
    this.raw = raw;
    this.arguments = List.copyOf(arguments);
  }

  GenericType(Class<?> raw, Type... arguments) {
    this(raw, List.of(arguments));
  }

  List<Type> arguments() {
    return arguments;
  }

  @Override
  public Type[] getActualTypeArguments() {
    return arguments.toArray(Type[]::new);
  }

  @Override
  public Class<?> getRawType() {
    return raw;
  }

  @Override
  public @Nullable Type getOwnerType() {
    return raw.getDeclaringClass();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParameterizedType type
        && raw.equals(type.getRawType())
        && Objects.equals(getOwnerType(), type.getOwnerType())
        && Arrays.equals(getActualTypeArguments(), type.getActualTypeArguments());
  }

  /** Is computed like the platform's own, because the two are equal. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(getActualTypeArguments())
        ^ Objects.hashCode(getOwnerType())
        ^ raw.hashCode();
  }

  @Override
  public String toString() {
    return raw.getName()
        + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
  }
}
