package dev.holdfast.json;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.port.PayloadCodec;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values as JSON text in the layout of JSON-B, such that they come back exactly.
 *
 * <p>What it learns about classes is kept as long as the codec itself, so an application that goes
 * away should take its codec with it.
 */
public final class JsonbPayloadCodec implements PayloadCodec {

  /** Names this codec on every value it writes. */
  public static final String ID = "jsonb-1";

  private final Map<Type, Known> known = new ConcurrentHashMap<>();
  private final Map<Stored, Type> types = new ConcurrentHashMap<>();
  private final JsonTree trees;
  private final Shapes shapes;
  private final RoundTripCheck check;

  /** Makes a codec on the JSON implementation of the platform. */
  public JsonbPayloadCodec() {
    JsonProvider provider = JsonProvider.provider();
    this.trees = new JsonTree(provider);
    this.shapes = new Shapes(provider, new LazyJsonb());
    this.check = new RoundTripCheck(trees);
  }

  @Override
  public EncodedValue encode(@Nullable Object value) {
    return encode(value, InferredType::of);
  }

  @Override
  public EncodedValue encode(@Nullable Object value, Type type) {
    return encode(value, any -> type);
  }

  private EncodedValue encode(@Nullable Object value, Function<@Nullable Object, Type> typeOf) {
    JsonOutput out = new JsonOutput();
    try {
      Known how = known(typeOf.apply(value));
      how.shape.write(value, out);
      String json = out.toString();
      if (value != null && !how.isExact) {
        check.check(value, json, how.shape, how.hasEquals);
      }
      return new EncodedValue(ID, how.descriptor, json);
    } catch (UnencodableException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw Trail.ofWriting().refuse("it is nested too deep. Store a flatter value.", e);
    } catch (RuntimeException | LinkageError e) {
      throw out.trail().refuse("reading it threw " + e + ".", e);
    }
  }

  @Override
  public EncodedValue fromJson(String json) {
    Object tree = trees.parse(json);
    return new EncodedValue(ID, TypeDescriptor.JSON, isUnicode(json) ? json : rewrite(tree));
  }

  @Override
  public @Nullable Object decode(EncodedValue value, ClassLoader loader) {
    Stored stored = new Stored(loader, value.type());
    Type type = types.get(stored);
    if (type == null) {
      checkCodec(value);
      type = TypeDescriptor.parse(value.type(), loader);
      types.put(stored, type);
    }
    return decode(value, type);
  }

  @Override
  public @Nullable Object decode(EncodedValue value, Type type) {
    checkCodec(value);
    Trail at = Trail.ofReading();
    try {
      return shapes.of(type).read(trees.parse(value.data()), at);
    } catch (UndecodableException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw Trail.ofReading().unreadable("nested too deep to be read.", e);
    } catch (RuntimeException | LinkageError e) {
      throw at.unreadable("reading it as " + type.getTypeName() + " threw " + e + ".", e);
    }
  }

  @Override
  public @Nullable Object show(EncodedValue value) {
    return BytesShape.DESCRIPTORS.contains(value.type())
        ? "[binary: " + BytesShape.size(value.data()) + " bytes]"
        : decode(value, Object.class);
  }

  private static boolean isUnicode(String json) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(json);
  }

  /** Writes halves of surrogate pairs as escapes, which every database can keep. */
  private static String rewrite(@Nullable Object tree) {
    JsonOutput out = new JsonOutput();
    JsonTree.write(tree, out);
    return out.toString();
  }

  private static void checkCodec(EncodedValue value) {
    if (!value.codec().equals(ID)) {
      throw new UndecodableException(
          "The value was written by the codec '" + value.codec() + "', expected '" + ID + "'.",
          null);
    }
  }

  private Known known(Type type) {
    Known how = known.get(type);
    if (how == null) {
      Shape shape = shapes.of(type);
      how =
          new Known(
              shape, TypeDescriptor.of(type), shape.isExact(), shape.hasEquals(new HashSet<>()));
      known.put(type, how);
    }
    return how;
  }

  /**
   * Is what the codec knows of a type.
   *
   * @param shape writes and reads it
   * @param descriptor the type as text
   * @param isExact whether values come back by construction
   * @param hasEquals whether equals tells that they did
   */
  private record Known(Shape shape, String descriptor, boolean isExact, boolean hasEquals) {}

  /**
   * Is a type as it is stored, for an application.
   *
   * @param loader finds its classes
   * @param descriptor the type as text
   */
  private record Stored(ClassLoader loader, String descriptor) {}
}
