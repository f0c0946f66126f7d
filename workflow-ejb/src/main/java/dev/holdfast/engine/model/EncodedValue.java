package dev.holdfast.engine.model;

import java.nio.charset.StandardCharsets;

/**
 * Is a value as it is stored.
 *
 * @param codec id of the codec that wrote it
 * @param type descriptor of its type, in the codec's own notation
 * @param data the encoded value
 */
public record EncodedValue(String codec, String type, String data) {

  /** What viewers see in the place of a value that is not for them. */
  public static final String REDACTED = "[REDACTED]";

  /**
   * Returns the size that limits are about.
   *
   * @return bytes of the data in UTF-8
   */
  public int sizeInBytes() {
    return data.getBytes(StandardCharsets.UTF_8).length;
  }
}
