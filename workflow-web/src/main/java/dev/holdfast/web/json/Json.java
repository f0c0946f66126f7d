package dev.holdfast.web.json;

import dev.holdfast.api.InvalidRequestException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses and prints JSON. Looks the platform's implementation up once, not at every call. */
public final class Json {

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonParserFactory PARSERS = PROVIDER.createParserFactory(Map.of());
  private static final JsonReaderFactory STRICT =
      PROVIDER.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));
  private static final JsonReaderFactory LENIENT = PROVIDER.createReaderFactory(Map.of());

  private Json() {}

  /**
   * Parses what a caller sent.
   *
   * @param text the text
   * @return its value
   * @throws InvalidRequestException {@code request.invalid} when it is not JSON or names a member
   *     twice, with line and column where they are known
   */
  public static JsonValue parseRequest(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text));
        JsonReader reader = STRICT.createReader(new StringReader(text))) {
      // The reader finds doubled members, but leaves unread what follows the value.
      while (parser.hasNext()) {
        parser.next();
      }
      return reader.readValue();
    } catch (JsonParsingException e) {
      throw notJson(where(e.getLocation()), e);
    } catch (RuntimeException e) {
      // Besides the documented exceptions, providers throw plain ones for what is nested too deep.
      throw notJson("", e);
    }
  }

  /**
   * Parses what is stored.
   *
   * @param text the text
   * @return its value, or empty when it is not JSON
   */
  public static Optional<JsonValue> parseStored(String text) {
    try (JsonReader reader = LENIENT.createReader(new StringReader(text))) {
      return Optional.of(reader.readValue());
    } catch (RuntimeException e) {
      // As above; whatever it is, the text can still be shown as it is.
      return Optional.empty();
    }
  }

  /**
   * Starts an object.
   *
   * @return the object, without members
   */
  public static JsonFields object() {
    return new JsonFields(PROVIDER.createObjectBuilder());
  }

  /**
   * Starts an array.
   *
   * @return the array, without elements
   */
  public static JsonArrayBuilder array() {
    return PROVIDER.createArrayBuilder();
  }

  /**
   * Makes a JSON text of a Java text.
   *
   * @param text the text
   * @return the value
   */
  public static JsonValue text(String text) {
    return PROVIDER.createValue(text);
  }

  /**
   * Makes JSON of a tree of plain Java objects.
   *
   * @param tree a map with texts as keys, a list, text, number or boolean, or null
   * @return the value
   */
  public static JsonValue tree(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      JsonObjectBuilder members = PROVIDER.createObjectBuilder();
      map.forEach((name, value) -> members.add(String.valueOf(name), tree(value)));
      return members.build();
    }
    if (tree instanceof List<?> list) {
      JsonArrayBuilder elements = array();
      list.forEach(element -> elements.add(tree(element)));
      return elements.build();
    }
    if (tree instanceof Number number) {
      return PROVIDER.createValue(new BigDecimal(number.toString()));
    }
    if (tree instanceof Boolean is) {
      return is ? JsonValue.TRUE : JsonValue.FALSE;
    }
    return tree == null ? JsonValue.NULL : text(tree.toString());
  }

  /**
   * Prints a value as it goes over the wire. Bytes leave no question of encoding open to the
   * server.
   *
   * @param value the value
   * @return its text in UTF-8
   */
  public static byte[] bytes(JsonValue value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static InvalidRequestException notJson(String where, RuntimeException cause) {
    return new InvalidRequestException(
        "request.invalid",
        "The body is not JSON%s: send well-formed JSON.".formatted(where),
        cause);
  }

  private static String where(JsonLocation location) {
    return location.getLineNumber() < 1
        ? ""
        : " at line %d, column %d".formatted(location.getLineNumber(), location.getColumnNumber());
  }
}
