package dev.holdfast.web.message;

import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.port.ParkedMessages.Found;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import dev.holdfast.web.json.PlaceText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes parked messages. */
final class ParkedMessageWriter {

  private ParkedMessageWriter() {}

  /**
   * Writes a page.
   *
   * @param found the messages of the page, and one more when another page follows
   * @param limit most messages of a page
   * @param count how many messages there are
   */
  static JsonObject page(List<ParkedMessage> found, int limit, long count) {
    JsonArrayBuilder items = Json.array();
    found.stream().limit(limit).forEach(it -> items.add(fields(it).build()));
    JsonFields page = Json.object().array("items", items).number("count", (Long) count);
    if (found.size() > limit) {
      page.text("nextCursor", cursor(found.get(limit - 1)));
    }
    return page.build();
  }

  private static String cursor(ParkedMessage last) {
    return PlaceText.of(last.parkedAt(), last.id());
  }

  /** Writes a message with its body, which is null when it is no text. */
  static JsonObject whole(Found found) {
    return fields(found.parked()).text("body", found.message().body()).build();
  }

  private static JsonFields fields(ParkedMessage message) {
    @Nullable Instant retriedAt = message.retriedAt();
    return Json.object()
        .text("id", message.id())
        .text("queue", message.queue())
        .value("properties", Json.tree(new TreeMap<>(message.properties())))
        .text("code", message.refusal().code())
        .text("reason", message.refusal().reason())
        .time("parkedAt", message.parkedAt())
        .number("retries", message.retries())
        .time("retriedAt", retriedAt)
        .text("retriedBy", retriedAt == null ? null : message.retriedBy());
  }
}
