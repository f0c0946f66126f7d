package dev.holdfast.json;

import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the shape of a type, and keeps it. Thread-safe. */
final class Shapes {

  private final Map<Type, Shape> known = new ConcurrentHashMap<>();
  private final JsonProvider provider;
  private final Supplier<Jsonb> jsonb;

  Shapes(JsonProvider provider, Supplier<Jsonb> jsonb) {
    this.provider = provider;
    this.jsonb = jsonb;
  }

  /** Returns the shape; for types that cannot be stored, one that refuses all values but null. */
  Shape of(Type type) {
    Shape shape = known.get(type);
    if (shape == null) {
      shape = make(Types.withoutWildcard(type));
      Shape other = known.putIfAbsent(type, shape);
      shape = other == null ? shape : other;
    }
    return shape;
  }

  Part part(Type type) {
    return new Part(type, this::of);
  }

  /** Returns the shape of a class by itself, when its subtypes are known too. */
  Part partOfClass(Type type) {
    return new Part(type, this::ofClass);
  }

  private Shape make(Type type) {
    if (type instanceof TypeVariable<?> variable) {
      return unresolved(variable);
    }
    if (type instanceof GenericArrayType array) {
      return new ArrayShape(part(array.getGenericComponentType()));
    }
    Class<?> raw = Types.rawClass(type);
    Shape simple = simple(raw);
    if (simple != null) {
      return simple;
    }
    if (raw == Optional.class) {
      return new OptionalShape(argument(type, 0));
    }
    if (CollectionShape.knows(raw)) {
      return CollectionShape.of(raw, argument(type, 0));
    }
    if (MapShape.knows(raw)) {
      return MapShape.of(raw, argument(type, 0), argument(type, 1));
    }
    return SubtypeShape.knows(raw) ? SubtypeShape.of(type, this) : ofClass(type);
  }

  private @Nullable Shape simple(Class<?> raw) {
    Shape scalar = Scalars.of(raw);
    if (scalar != null) {
      return scalar;
    }
    if (raw == Object.class) {
      return new TreeShape();
    }
    if (raw == Void.class || raw == void.class) {
      return new NullShape();
    }
    if (raw == byte[].class || raw == ByteBuffer.class) {
      return new BytesShape(raw == ByteBuffer.class);
    }
    if (raw.isArray()) {
      return new ArrayShape(part(raw.getComponentType()));
    }
    if (raw.isEnum()) {
      return new EnumShape(raw);
    }
    return JsonValue.class.isAssignableFrom(raw)
        ? new JsonValueShape(raw, provider)
        : OptionalNumberShape.SHAPES.get(raw);
  }

  private Shape ofClass(Type type) {
    Class<?> raw = Types.rawClass(type);
    if (AnnotatedShape.knows(raw)) {
      return new AnnotatedShape(type, fieldsHaveEquals(raw), jsonb);
    }
    if (raw.isRecord()) {
      return RecordShape.of(type, this);
    }
    String reason = Refusals.ofType(raw);
    return reason != null
        ? new RefusedShape(raw.getName(), reason, false)
        : BeanShape.of(type, this);
  }

  private boolean fieldsHaveEquals(Class<?> type) {
    return ObjectShape.overridesEquals(type)
        && BeanShape.stateOf(type).stream()
            .map(field -> field.getType() == type ? String.class : field.getGenericType())
            .allMatch(fieldType -> of(fieldType).hasEquals(new HashSet<>()));
  }

  private Part argument(Type type, int index) {
    List<Type> arguments = Types.arguments(type);
    return part(arguments.isEmpty() ? Object.class : arguments.get(index));
  }

  private static RefusedShape unresolved(TypeVariable<?> variable) {
    String name = variable.getName();
    return new RefusedShape(
        name,
        "the type variable "
            + name
            + " of "
            + variable.getGenericDeclaration()
            + " stands for no type. "
            + Refusals.PASS_A_TOKEN,
        true);
  }
}
