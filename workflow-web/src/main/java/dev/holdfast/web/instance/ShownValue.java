package dev.holdfast.web.instance;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.web.json.Json;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Is a stored value as viewers see it: JSON inline, not as text.
 *
 * @param value the value, or its beginning
 * @param truncated true when it is only the beginning
 */
public record ShownValue(JsonValue value, boolean truncated) {

  /** Stands for the result of a sensitive step. */
  public static final ShownValue REDACTED = new ShownValue(Json.text(EncodedValue.REDACTED), false);

  private static final int LONGEST = 1024;

  /** Types of values that are stored as Base64. */
  private static final Set<String> BYTES = Set.of("byte[]", "java.nio.ByteBuffer");

  /**
   * Shows a value whole; one that is not in its record as that says.
   *
   * @param stored the value; null is shown as null
   * @return the whole value
   */
  public static ShownValue whole(@Nullable EncodedValue stored) {
    if (stored == null) {
      return new ShownValue(JsonValue.NULL, false);
    }
    Optional<LargeValue> large = LargeValue.of(stored);
    if (large.isPresent()) {
      return new ShownValue(Json.text(large.get().shown()), large.get().truncated());
    }
    // A codec that does not write JSON is shown as it writes.
    return new ShownValue(
        Json.parseStored(stored.data()).orElseGet(() -> Json.text(stored.data())), false);
  }

  /**
   * Shows a value, or the first 1024 characters as a text when it is longer: those of the text
   * itself when it is a text, else of its JSON. Of bytes it shows how many they are.
   *
   * @param stored the value; null is shown as null
   * @return the value or its beginning
   */
  public static ShownValue cut(@Nullable EncodedValue stored) {
    ShownValue whole = whole(stored);
    if (stored != null && BYTES.contains(stored.type()) && whole.value instanceof JsonString text) {
      return new ShownValue(Json.text("[binary: %d bytes]".formatted(bytes(text))), false);
    }
    if (stored == null || stored.data().length() <= LONGEST) {
      return whole;
    }
    String text = whole.value instanceof JsonString string ? string.getString() : stored.data();
    return text.length() <= LONGEST ? whole : new ShownValue(Json.text(beginning(text)), true);
  }

  /** Returns how many bytes a text in Base64 stands for. */
  private static long bytes(JsonString base64) {
    int length = base64.getString().length();
    int padding = base64.getString().endsWith("==") ? 2 : base64.getString().endsWith("=") ? 1 : 0;
    return length / 4 * 3L - padding;
  }

  private static String beginning(String text) {
    boolean splitsPair = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, splitsPair ? LONGEST - 1 : LONGEST);
  }
}
