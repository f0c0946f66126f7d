package dev.holdfast.engine.model;

import dev.holdfast.api.InvalidOptionException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Is a key that stored values are encrypted with.
 *
 * @param id names it beside what it has encrypted: 1 to 40 letters, digits, {@code _}, {@code -}
 * @param base64 16, 24 or 32 bytes
 */
public record EncryptionKey(String id, String base64) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  /** Refuses what is no key; never says the key itself. */
  public EncryptionKey {
    if (!ID.matcher(id).matches()) {
      throw new InvalidOptionException(
          "The id of an encryption key must be 1 to 40 letters, digits, '_' or '-', was '%s'. (options.invalid)"
              .formatted(id));
    }
    int length;
    try {
      length = Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException e) {
      throw new InvalidOptionException(
          "Encryption key '%s' must be written in Base64. (options.invalid)".formatted(id));
    }
    if (length != 16 && length != 24 && length != 32) {
      throw new InvalidOptionException(
          "Encryption key '%s' must have 16, 24 or 32 bytes, has %d. (options.invalid)"
              .formatted(id, length));
    }
  }

  /**
   * Returns the key.
   *
   * @return its bytes
   */
  public byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "EncryptionKey[" + id + "]";
  }

  /**
   * Reads keys as settings have them.
   *
   * @param text {@code id:key}, separated by commas or lines; lines that begin with # do not count
   * @return the keys, in order
   */
  public static List<EncryptionKey> parse(String text) {
    return Arrays.stream(text.split("[,\n]", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty() && !part.startsWith("#"))
        .map(EncryptionKey::parseOne)
        .toList();
  }

  private static EncryptionKey parseOne(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new InvalidOptionException(
          "An encryption key must be written as id:key, one has no colon. (options.invalid)");
    }
    return new EncryptionKey(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }
}
