package dev.holdfast.ctl.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. Looks the implementation up once. */
public final class Json {

  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private Json() {}

  /**
   * Reads a text.
   *
   * @param text the text
   * @return its value
   * @throws JsonException when it is not JSON, or more than one value
   */
  public static JsonValue parse(String text) {
    try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
      if (!parser.hasNext()) {
        throw new JsonException("it is empty");
      }
      while (parser.hasNext()) {
        parser.next();
      }
    } catch (JsonException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new JsonException("it is not well-formed", e);
    }
    try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  /**
   * Starts an object.
   *
   * @return the object, without members
   */
  public static JsonObjectBuilder object() {
    return PROVIDER.createObjectBuilder();
  }

  /**
   * Makes an array of objects.
   *
   * @param values its elements
   * @return the array
   */
  public static JsonArray array(List<? extends JsonValue> values) {
    var array = PROVIDER.createArrayBuilder();
    values.forEach(array::add);
    return array.build();
  }

  /**
   * Makes an array of texts.
   *
   * @param texts its elements
   * @return the array
   */
  public static JsonArray texts(List<String> texts) {
    var array = PROVIDER.createArrayBuilder();
    texts.forEach(array::add);
    return array.build();
  }

  /**
   * Writes a value over several lines.
   *
   * @param value the value
   * @return its text, without a line end
   */
  public static String pretty(JsonValue value) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        PROVIDER
            .createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
            .createWriter(text)) {
      writer.write(value);
    }
    return text.toString().strip();
  }

  /**
   * Returns a member as people see it.
   *
   * @param object the object
   * @param path names of members, each within the one before
   * @return a text as it is, other values as JSON; empty for null and for what is left out
   */
  public static String shown(JsonObject object, String... path) {
    @Nullable JsonValue value = object;
    for (String name : path) {
      value = value instanceof JsonObject inner ? inner.get(name) : null;
    }
    if (value == null || value == JsonValue.NULL) {
      return "";
    }
    return value instanceof JsonString text ? text.getString() : value.toString();
  }

  /**
   * Returns the objects in a list.
   *
   * @param object the object
   * @param name name of the list
   * @return its objects; empty when there is no such list
   */
  public static List<JsonObject> objects(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject).toList()
        : List.of();
  }
}
