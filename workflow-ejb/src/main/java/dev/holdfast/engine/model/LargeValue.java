package dev.holdfast.engine.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is what the record of a step holds of a value that is kept in chunks: where they are and how the
 * value is shown, so that nobody has to read them to list steps.
 *
 * @param codec id of the codec that wrote the value, or {@link #BLOB}
 * @param type descriptor of its type, in the codec's own notation
 * @param id names the chunks among those of the step
 * @param size bytes in all chunks together
 * @param shown what viewers see: the first 1024 characters, or how many bytes it has
 * @param truncated whether more of it is left than is shown
 */
public record LargeValue(
    String codec, String type, String id, long size, String shown, boolean truncated) {

  /** Stands for the codec of a {@link dev.holdfast.api.Blob}, which is stored as it is. */
  public static final String BLOB = "blob";

  private static final String PREFIX = "chunks:";
  private static final String TRUNCATED = "truncated";
  private static final int PARTS = 4;

  /**
   * Reads what {@link #toValue} wrote.
   *
   * @param value the result of a step
   * @return what it refers to; empty when the value is in the record itself
   */
  public static Optional<LargeValue> of(@Nullable EncodedValue value) {
    if (value == null || !value.codec().startsWith(PREFIX)) {
      return Optional.empty();
    }
    List<String> parts = List.of(value.data().split("\n", PARTS));
    return Optional.of(
        new LargeValue(
            value.codec().substring(PREFIX.length()),
            value.type(),
            parts.get(0),
            Long.parseLong(parts.get(1)),
            parts.get(3),
            parts.get(2).equals(TRUNCATED)));
  }

  /**
   * Writes it in the place of the value.
   *
   * @return what the record holds
   */
  public EncodedValue toValue() {
    String data = String.join("\n", id, Long.toString(size), truncated ? TRUNCATED : "", shown);
    return new EncodedValue(PREFIX + codec, type, data);
  }

  /**
   * Returns the value that some codec wrote.
   *
   * @param bytes all its chunks together
   * @return the value as the record would hold it if it were smaller
   */
  public EncodedValue read(byte[] bytes) {
    return new EncodedValue(codec, type, new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * Tells whether it is a blob, not a value that some codec wrote.
   *
   * @return true for a blob
   */
  public boolean isBlob() {
    return codec.equals(BLOB);
  }
}
