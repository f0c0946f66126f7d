package dev.holdfast.engine.port;

import dev.holdfast.engine.model.EncodedValue;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Turns values into what is stored and back. Thread-safe. */
public interface PayloadCodec {

  /**
   * Encodes a value under the type that the value itself tells: scalars, enums, records, beans, and
   * homogeneous collections, maps and optionals of them.
   *
   * @param value the value; null is a value too
   * @return the encoded value with its type descriptor
   * @throws UnencodableException when the value cannot be stored, or does not tell its type
   */
  EncodedValue encode(@Nullable Object value);

  /**
   * Encodes a value under a declared type. {@code Object} stands for a JSON tree: maps, lists,
   * texts, numbers, booleans and null.
   *
   * @param value the value; null is a value too
   * @param type the type it is to be read as later
   * @return the encoded value with its type descriptor
   * @throws UnencodableException when the value cannot be stored
   */
  EncodedValue encode(@Nullable Object value, Type type);

  /**
   * Takes over a value that came as JSON text from outside.
   *
   * @param json the text
   * @return the encoded value, described as a JSON tree
   * @throws UndecodableException when the text is not JSON
   */
  EncodedValue fromJson(String json);

  /**
   * Decodes a value under the type stored with it.
   *
   * @param value the encoded value
   * @param loader finds the classes that its descriptor names
   * @return an equal value of the same type
   * @throws UndecodableException when the data and the type do not fit
   */
  @Nullable Object decode(EncodedValue value, ClassLoader loader);

  /**
   * Decodes a value under a type that the reader wants.
   *
   * @param value the encoded value
   * @param type the type wanted
   * @return the value
   * @throws UndecodableException when the data does not fit the type
   */
  @Nullable Object decode(EncodedValue value, Type type);

  /**
   * Shows a value to people who do not have its type.
   *
   * @param value the encoded value
   * @return a JSON tree of maps, lists, texts, numbers, booleans and null; for bytes the text
   *     {@code [binary: 200000 bytes]}
   * @throws UndecodableException when the data cannot be read
   */
  @Nullable Object show(EncodedValue value);

  /** Says that a value cannot be stored. */
  final class UnencodableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean typeUnknown;

    /**
     * Makes the error.
     *
     * @param message names the path of the offending value and what to do
     * @param typeUnknown true when an explicit type would cure it
     * @param cause what led to it
     */
    public UnencodableException(String message, boolean typeUnknown, @Nullable Throwable cause) {
      super(message, cause);
      this.typeUnknown = typeUnknown;
    }

    /**
     * Tells whether an explicit type would cure it.
     *
     * @return true when the value does not tell its type
     */
    public boolean isTypeUnknown() {
      return typeUnknown;
    }
  }

  /** Says that stored or sent data does not fit the type wanted. */
  final class UndecodableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message names the type and what does not fit
     * @param cause what led to it
     */
    public UndecodableException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
