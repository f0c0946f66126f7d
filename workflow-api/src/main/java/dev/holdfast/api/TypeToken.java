package dev.holdfast.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Carries a full generic type, for results whose type cannot be told from their value: {@code new
 * TypeToken<List<Shape>>() {}}.
 *
 * @param <T> the type carried
 */
public abstract class TypeToken<T extends @Nullable Object> {

  private final Type type;

  /** Captures the type argument of the anonymous subclass. */
  protected TypeToken() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parent)) {
      throw new InvalidOptionException(
          "TypeToken needs a type argument: write new TypeToken<List<Shape>>() {}");
    }
    this.type = parent.getActualTypeArguments()[0];
  }

  private TypeToken(Type type) {
    this.type = type;
  }

  /**
   * Returns the token of a class without type parameters.
   *
   * @param type the class
   * @param <T> the type carried
   * @return its token
   */
  public static <T> TypeToken<T> of(Class<T> type) {
    return new Simple<>(type);
  }

  /**
   * Returns the type carried.
   *
   * @return the type, with its arguments
   */
  public final Type type() {
    return type;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof TypeToken<?> token && type.equals(token.type);
  }

  @Override
  public final int hashCode() {
    return type.hashCode();
  }

  @Override
  public final String toString() {
    return type.getTypeName();
  }

  private static final class Simple<T> extends TypeToken<T> {
    Simple(Class<T> type) {
      super(type);
    }
  }
}
