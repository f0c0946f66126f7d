package dev.holdfast.jpa;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes texts from outside fit to be stored. */
final class Texts {

  private Texts() {}

  /** Writes texts as the lines of one; null for none. */
  static @Nullable String lines(List<String> texts) {
    return texts.isEmpty()
        ? null
        : texts.stream()
            .map(text -> storable(text).replace('\n', ' '))
            .collect(Collectors.joining("\n"));
  }

  /** Reads what {@link #lines(List)} has written. */
  static List<String> lines(@Nullable String text) {
    return text == null ? List.of() : text.lines().toList();
  }

  /** Writes named texts as a JSON object. */
  static String properties(Map<String, String> properties) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    new TreeMap<>(properties).forEach((name, value) -> json.add(storable(name), storable(value)));
    return json.build().toString();
  }

  /** Reads what {@link #properties(Map)} has written. */
  static Map<String, String> properties(String text) {
    Map<String, String> properties = new TreeMap<>();
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      json.keySet().forEach(name -> properties.put(name, json.getString(name)));
    }
    return properties;
  }

  /** Replaces the one character that PostgreSQL cannot store. */
  static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
