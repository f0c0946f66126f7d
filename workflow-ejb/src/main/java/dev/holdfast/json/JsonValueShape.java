package dev.holdfast.json;

import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is the shape of the JSON values of Jakarta JSON Processing, which are JSON already. */
final class JsonValueShape extends Shape {

  private final Class<?> type;
  private final JsonReaderFactory readers;

  JsonValueShape(Class<?> type, JsonProvider provider) {
    this.type = type;
    this.readers = provider.createReaderFactory(Map.of());
  }

  /** Returns the interface that a value of this kind is used by. */
  static Class<?> typeOf(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> jakarta.json.JsonObject.class;
      case ARRAY -> jakarta.json.JsonArray.class;
      case STRING -> jakarta.json.JsonString.class;
      case NUMBER -> jakarta.json.JsonNumber.class;
      case TRUE, FALSE, NULL -> JsonValue.class;
    };
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    if (!type.isInstance(value)) {
      throw out.trail().refuse(Refusals.mismatch(value, type));
    }
    out.raw(value.toString());
  }

  @Override
  void writeNull(JsonOutput out) {
    throw out.trail().refuse("it is null where a JsonValue is declared. Use JsonValue.NULL.");
  }

  @Override
  Object readValue(Object node, Trail at) {
    return read(node, at, node);
  }

  @Override
  Object readNull(Trail at) {
    return read(null, at, null);
  }

  private Object read(@Nullable Object node, Trail at, @Nullable Object found) {
    JsonOutput json = new JsonOutput();
    JsonTree.write(node, json);
    try (JsonReader reader = readers.createReader(new StringReader(json.toString()))) {
      JsonValue value = reader.readValue();
      if (!type.isInstance(value)) {
        throw at.misfit(expected(), found);
      }
      return value;
    }
  }

  @Override
  String expected() {
    return "JSON that is a " + type.getSimpleName();
  }
}
