package dev.holdfast.web.json;

import dev.holdfast.api.InvalidRequestException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of an object that a caller sent, strictly: whatever is not expected is refused
 * with {@code request.unknown_member} or {@code request.invalid}, and the error names the member.
 */
public final class JsonMembers {

  private final JsonObject object;
  private final String path;

  private JsonMembers(JsonObject object, String path, String... known) {
    this.object = object;
    this.path = path;
    Set<String> names = new TreeSet<>(Arrays.asList(known));
    for (String name : object.keySet()) {
      if (!names.contains(name)) {
        throw new InvalidRequestException(
            "request.unknown_member",
            "Member '%s' is not known: use %s.".formatted(path + name, String.join(", ", names)));
      }
    }
  }

  /**
   * Reads a body.
   *
   * @param text the body
   * @param known names of the members it may have
   * @return its members
   * @throws InvalidRequestException when it is not a JSON object, or has other members
   */
  public static JsonMembers ofBody(String text, String... known) {
    JsonValue value = Json.parseRequest(text);
    if (!(value instanceof JsonObject object)) {
      throw new InvalidRequestException(
          "request.invalid", "The body must be an object, was %s.".formatted(shown(value)));
    }
    return new JsonMembers(object, "", known);
  }

  /**
   * Reads a text.
   *
   * @param name name of the member
   * @return the text, or empty when there is no such member
   * @throws InvalidRequestException when it is anything else
   */
  public Optional<String> text(String name) {
    return value(name).map(value -> as(JsonString.class, name, "a text", value).getString());
  }

  /**
   * Reads one of some words.
   *
   * @param name name of the member
   * @param type its constants, in lower case, are the words
   * @param <E> that type
   * @return the constant
   * @throws InvalidRequestException when there is no such member, or it is anything else
   */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    String choices = constants.stream().map(JsonMembers::word).collect(Collectors.joining(", "));
    String text = text(name).orElseThrow(() -> missing(name, choices));
    return constants.stream()
        .filter(constant -> word(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "request.invalid",
                    "Member '%s' must be %s, was '%s'.".formatted(path + name, choices, text)));
  }

  /**
   * Returns the word that stands for a constant.
   *
   * @param constant the constant
   * @return its name in lower case
   */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads true or false.
   *
   * @param name name of the member
   * @return the value, or empty when there is no such member
   * @throws InvalidRequestException when it is anything else
   */
  public Optional<Boolean> flag(String name) {
    return value(name)
        .map(
            value ->
                switch (value.getValueType()) {
                  case TRUE -> true;
                  case FALSE -> false;
                  default -> throw invalid(name, "true or false", value);
                });
  }

  /**
   * Reads a positive whole number.
   *
   * @param name name of the member
   * @return the number, or empty when there is no such member
   * @throws InvalidRequestException when it is anything else
   */
  public Optional<Integer> positive(String name) {
    return value(name).map(value -> positive(name, value));
  }

  /**
   * Reads any value.
   *
   * @param name name of the member
   * @return the value, null included, or empty when there is no such member
   */
  public Optional<JsonValue> value(String name) {
    return Optional.ofNullable(object.get(name));
  }

  /**
   * Reads an object.
   *
   * @param name name of the member
   * @param known names of the members it may have
   * @return its members, or empty when there is no such member
   * @throws InvalidRequestException when it is anything else, or has other members
   */
  public Optional<JsonMembers> object(String name, String... known) {
    return value(name)
        .map(value -> as(JsonObject.class, name, "an object", value))
        .map(inner -> new JsonMembers(inner, path + name + ".", known));
  }

  /**
   * Reads a list of objects.
   *
   * @param name name of the member
   * @param known names of the members that each may have
   * @return their members, or empty when there is no such member
   * @throws InvalidRequestException when it is anything else; the error names the index
   */
  public Optional<List<JsonMembers>> objects(String name, String... known) {
    return array(name, JsonObject.class, "an object")
        .map(
            items -> {
              List<JsonMembers> members = new ArrayList<>();
              for (JsonObject item : items) {
                String place = path + name + "[" + members.size() + "].";
                members.add(new JsonMembers(item, place, known));
              }
              return members;
            });
  }

  /**
   * Reads a list of texts.
   *
   * @param name name of the member
   * @return the texts, or empty when there is no such member
   * @throws InvalidRequestException when it is anything else; the error names the index
   */
  public Optional<List<String>> texts(String name) {
    return array(name, JsonString.class, "a text")
        .map(items -> items.stream().map(JsonString::getString).toList());
  }

  private <T extends JsonValue> Optional<List<T>> array(
      String name, Class<T> type, String expected) {
    return value(name)
        .map(
            value -> {
              List<T> items = new ArrayList<>();
              for (JsonValue item : as(JsonArray.class, name, "a list", value)) {
                items.add(as(type, name + "[" + items.size() + "]", expected, item));
              }
              return items;
            });
  }

  /**
   * Refuses the value of a member.
   *
   * @param name name of the member
   * @param expected what it should be
   * @param found what it is
   * @return the error to throw
   */
  public InvalidRequestException invalid(String name, String expected, JsonValue found) {
    return new InvalidRequestException(
        "request.invalid",
        "Member '%s' must be %s, was %s.".formatted(path + name, expected, shown(found)));
  }

  /**
   * Refuses an object that lacks a member.
   *
   * @param name name of the member
   * @param expected what it should be
   * @return the error to throw
   */
  public InvalidRequestException missing(String name, String expected) {
    return new InvalidRequestException(
        "request.invalid",
        "Member '%s' is missing: it must be %s.".formatted(path + name, expected));
  }

  private <T extends JsonValue> T as(Class<T> type, String name, String expected, JsonValue value) {
    if (!type.isInstance(value)) {
      throw invalid(name, expected, value);
    }
    return type.cast(value);
  }

  private int positive(String name, JsonValue value) {
    @Nullable BigDecimal number = value instanceof JsonNumber n ? n.bigDecimalValue() : null;
    // Compared before it is converted: 1e999999999 would need all memory as a whole number.
    if (number == null
        || number.signum() < 1
        || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
        || number.stripTrailingZeros().scale() > 0) {
      throw invalid(name, "a positive whole number", value);
    }
    return number.intValueExact();
  }

  private static String shown(JsonValue value) {
    ValueType type = value.getValueType();
    return switch (type) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "the text " + shortened(value.toString());
      case NUMBER -> "the number " + shortened(value.toString());
      case TRUE, FALSE, NULL -> value.toString();
    };
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
