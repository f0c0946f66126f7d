package dev.holdfast.samples.kitchen;

import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.samples.FakeStep;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and runs scripts written as JSON text. */
final class Scripts {

  private Scripts() {}

  static @Nullable Object run(String instructions, FakeStep step, Effects effects) {
    return new KitchenSink(effects)
        .run(
            new WorkflowEvent<>(
                params("{\"script\":" + instructions + "}"),
                Instant.EPOCH,
                "i1",
                "fake",
                Optional.empty()),
            step);
  }

  static @Nullable Object run(String instructions, FakeStep step) {
    return run(instructions, step, new ListedEffects());
  }

  @SuppressWarnings("unchecked") // the text is an object
  static Map<String, Object> params(String json) {
    if (!(tree(json) instanceof Map<?, ?> members)) {
      throw new AssertionError("No object: " + json);
    }
    return (Map<String, Object>) members;
  }

  static @Nullable Object tree(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return tree(reader.readValue());
    }
  }

  /** Returns a value as reading it back from JSON would give it: every number a decimal. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      members.forEach((name, member) -> plain.put(name, plain(member)));
      return plain;
    }
    if (value instanceof List<?> elements) {
      List<@Nullable Object> plain = new ArrayList<>();
      elements.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    return value instanceof Number number ? new BigDecimal(number.toString()) : value;
  }

  private static @Nullable Object tree(JsonValue value) {
    return switch (value.getValueType()) {
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        ((JsonArray) value).forEach(element -> list.add(tree(element)));
        yield list;
      }
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((JsonObject) value).forEach((name, member) -> map.put(name, tree(member)));
        yield map;
      }
      case STRING -> ((JsonString) value).getString();
      case NUMBER -> ((JsonNumber) value).bigDecimalValue();
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
    };
  }
}
