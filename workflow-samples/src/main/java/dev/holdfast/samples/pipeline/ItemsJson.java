package dev.holdfast.samples.pipeline;

import dev.holdfast.api.TypeToken;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads and writes lists of items as JSON. */
final class ItemsJson {

  private static final Type SOURCE = new TypeToken<List<SourceItem>>() {}.type();
  private static final Type NORMALIZED = new TypeToken<List<NormalizedItem>>() {}.type();

  private ItemsJson() {}

  static List<SourceItem> readSource(String json) throws IOException {
    return read(json, SOURCE);
  }

  static List<NormalizedItem> read(byte[] json) throws IOException {
    return read(new String(json, StandardCharsets.UTF_8), NORMALIZED);
  }

  static byte[] write(List<NormalizedItem> items) {
    return JsonbBuilder.create().toJson(items, NORMALIZED).getBytes(StandardCharsets.UTF_8);
  }

  private static <T> List<T> read(String json, Type type) throws IOException {
    try {
      List<T> items = JsonbBuilder.create().fromJson(json, type);
      return List.copyOf(items);
    } catch (JsonbException | NullPointerException e) {
      throw new IOException("The content is no JSON list of items: " + e.getMessage(), e);
    }
  }
}
