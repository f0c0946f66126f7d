package dev.holdfast.web.console.instance;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.web.instance.ShownValue;
import jakarta.json.Json;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints JSON so that people can read it. */
final class JsonText {

  private static final JsonWriterFactory INDENTED =
      Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

  private JsonText() {}

  /**
   * Prints a stored value.
   *
   * @param value the value; null for none
   * @return its lines; empty for none
   */
  static String of(@Nullable EncodedValue value) {
    return value == null ? "" : of(ShownValue.whole(value));
  }

  /**
   * Prints a value as far as it is shown.
   *
   * @param shown the value or its beginning
   * @return its lines; empty for null
   */
  static String of(ShownValue shown) {
    JsonValue value = shown.value();
    if (value == JsonValue.NULL) {
      return "";
    }
    String text = value instanceof JsonStructure structure ? indented(structure) : value.toString();
    return shown.truncated() ? text + "\n…" : text;
  }

  private static String indented(JsonStructure structure) {
    StringWriter text = new StringWriter();
    INDENTED.createWriter(text).write(structure);
    return text.toString().strip();
  }
}
