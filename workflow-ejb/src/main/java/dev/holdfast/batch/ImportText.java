package dev.holdfast.batch;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.Retention;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.port.ImportParser;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads entries of imports. One in NDJSON is the body of a single creation. */
public final class ImportText implements ImportParser {

  private static final Set<String> MEMBERS =
      Set.of("id", "params", "retention", "startAt", "ifExists");
  private static final Set<String> RETENTION_MEMBERS = Set.of("success", "error");

  /** Looks for its provider once: doing so for each line would take most of the time. */
  private final JsonReaderFactory readers = Json.createReaderFactory(Map.of());

  private final CsvEntries csv = new CsvEntries(this::json);

  /** Makes a parser. */
  public ImportText() {}

  @Override
  public Entry parse(ImportFormat format, String header, String text) {
    return entry(format == ImportFormat.CSV ? csv.toJson(header, text) : object(text));
  }

  private JsonObject object(String text) {
    if (json("The line", text) instanceof JsonObject object) {
      return object;
    }
    throw invalid("The line must be a JSON object, was %s.".formatted(shortened(text)));
  }

  private JsonValue json(String what, String text) {
    try (JsonReader reader = readers.createReader(new StringReader(text))) {
      return reader.readValue();
    } catch (JsonException | IllegalStateException e) {
      throw invalid("%s is not JSON: %s".formatted(what, e.getMessage()));
    }
  }

  private static Entry entry(JsonObject object) {
    known(object, MEMBERS, "");
    checkIfExists(object);
    return new Entry(
        text(object, "id"),
        Optional.ofNullable(object.get("params")).map(JsonValue::toString),
        text(object, "startAt").map(ImportText::time),
        Optional.ofNullable(object.get("retention"))
            .map(ImportText::retention)
            .orElse(Retention.DEFAULT));
  }

  /** Either word is fine: an import leaves what exists alone. */
  private static void checkIfExists(JsonObject object) {
    text(object, "ifExists")
        .filter(word -> !word.equals("fail") && !word.equals("return"))
        .ifPresent(
            word -> {
              throw invalid("Member 'ifExists' must be fail or return, was '%s'.".formatted(word));
            });
  }

  private static Retention retention(JsonValue value) {
    if (!(value instanceof JsonObject object)) {
      throw invalid("Member 'retention' must be an object, was %s.".formatted(shortened(value)));
    }
    known(object, RETENTION_MEMBERS, "retention.");
    return new Retention(duration(object, "success"), duration(object, "error"));
  }

  private static Optional<Duration> duration(JsonObject retention, String name) {
    @Nullable JsonValue value = retention.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonString text) {
      return Optional.of(Retention.parse(text.getString()));
    }
    if (value instanceof JsonNumber number
        && number.isIntegral()
        && number.bigDecimalValue().signum() >= 0
        && number.bigDecimalValue().precision() <= 18) {
      return Optional.of(Duration.ofMillis(number.longValueExact()));
    }
    throw invalid(
        "Member 'retention.%s' must be a duration, whole milliseconds, or forever, was %s."
            .formatted(name, shortened(value)));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw invalid(
          "Member 'startAt' must be a time such as 2030-01-01T00:00:00Z, was '%s'."
              .formatted(text));
    }
  }

  private static Optional<String> text(JsonObject object, String name) {
    @Nullable JsonValue value = object.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    throw invalid("Member '%s' must be a text, was %s.".formatted(name, shortened(value)));
  }

  private static void known(JsonObject object, Set<String> known, String path) {
    for (String name : object.keySet()) {
      if (!known.contains(name)) {
        throw new InvalidRequestException(
            "request.unknown_member",
            "Member '%s' is not known: use %s."
                .formatted(path + name, String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  static InvalidRequestException invalid(String message) {
    return new InvalidRequestException("request.invalid", message);
  }

  private static String shortened(Object value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
