package dev.holdfast.json;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Set;

/** Is the shape of bytes, as an array or as what is left in a buffer: Base64. */
final class BytesShape extends Shape {

  /** Describe values that are bytes as a whole. */
  static final Set<String> DESCRIPTORS =
      Set.of(TypeDescriptor.of(byte[].class), TypeDescriptor.of(ByteBuffer.class));

  private static final int CHARACTERS_OF_A_GROUP = 4;
  private static final int BYTES_OF_A_GROUP = 3;

  private final boolean isBuffer;

  BytesShape(boolean isBuffer) {
    this.isBuffer = isBuffer;
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    out.raw('"').raw(Base64.getEncoder().encodeToString(bytes(value, out.trail()))).raw('"');
  }

  private byte[] bytes(Object value, Trail at) {
    if (isBuffer && value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    if (!isBuffer && value instanceof byte[] bytes) {
      return bytes;
    }
    throw at.refuse(Refusals.mismatch(value, isBuffer ? ByteBuffer.class : byte[].class));
  }

  @Override
  Object readValue(Object node, Trail at) {
    if (!(node instanceof String text)) {
      throw at.misfit(expected(), node);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return isBuffer ? ByteBuffer.wrap(bytes) : bytes;
    } catch (IllegalArgumentException e) {
      throw at.misfit(expected(), node, e);
    }
  }

  /** Counts the bytes of a JSON text in Base64. */
  static long size(String json) {
    long padding = json.chars().filter(character -> character == '=').count();
    long characters = json.length() - 2L;
    return characters / CHARACTERS_OF_A_GROUP * BYTES_OF_A_GROUP - padding;
  }

  @Override
  boolean hasEquals(Set<Shape> asked) {
    return isBuffer;
  }

  @Override
  String expected() {
    return "bytes in Base64";
  }
}
