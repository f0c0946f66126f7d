package dev.holdfast.web.instance;

import dev.holdfast.api.LogEntry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import jakarta.json.JsonObject;

/** Writes a record of an event log. */
final class LogEntryWriter {

  private LogEntryWriter() {}

  /**
   * Writes a record.
   *
   * @param entry the record
   * @return its JSON
   */
  static JsonObject write(LogEntry entry) {
    JsonFields json =
        Json.object()
            .text("instanceId", entry.instanceId())
            .number("eventId", entry.eventId())
            .time("timestamp", entry.timestamp())
            .text("type", entry.type().wireName());
    entry.step().ifPresent(step -> json.value("step", step(step)));
    return json.value("data", Json.tree(entry.data())).build();
  }

  private static JsonObject step(LogEntry.Step step) {
    return Json.object()
        .text("kind", step.kind())
        .text("scope", step.scope())
        .text("name", step.name())
        .number("occurrence", step.occurrence())
        .build();
  }
}
