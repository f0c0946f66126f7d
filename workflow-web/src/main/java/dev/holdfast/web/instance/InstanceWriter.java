package dev.holdfast.web.instance;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the short forms of an instance. */
final class InstanceWriter {

  private InstanceWriter() {}

  /**
   * Writes what a creation gave.
   *
   * @param created the new instance, or the older one
   * @return its JSON
   */
  static JsonObject created(Created created) {
    InstanceRecord instance = created.instance();
    JsonFields json =
        Json.object()
            .text("id", instance.key().id())
            .text("workflow", instance.key().workflow())
            .text("status", instance.status().wireName())
            .time("createdAt", instance.origin().createdAt());
    return created.existing() ? json.yes("existing").build() : json.build();
  }

  /**
   * Writes how an instance is doing.
   *
   * @param instance the instance
   * @return its JSON
   */
  static JsonObject status(InstanceRecord instance) {
    JsonFields json =
        Json.object()
            .text("id", instance.key().id())
            .text("status", instance.status().wireName())
            .value("output", ShownValue.whole(instance.output()).value());
    addError(json, instance);
    addRollback(json, instance);
    return json.build();
  }

  /**
   * Writes a page.
   *
   * @param instances what the engine found, one more than the limit when another page follows
   * @param limit how many the page may have
   * @param ascending order of the list
   * @return its JSON
   */
  static JsonObject page(List<InstanceSummary> instances, int limit, boolean ascending) {
    List<InstanceSummary> shown = instances.subList(0, Math.min(limit, instances.size()));
    JsonArrayBuilder items = Json.array();
    shown.forEach(summary -> items.add(item(summary)));
    JsonFields page = Json.object().array("items", items);
    if (instances.size() > limit) {
      long last = shown.get(shown.size() - 1).instance().number();
      page.text("nextCursor", new Cursor(ascending, last).toString());
    }
    return page.build();
  }

  /**
   * Adds what ended an instance; nothing unless it is errored.
   *
   * @param json where to
   * @param instance the instance
   */
  static void addError(JsonFields json, InstanceRecord instance) {
    if (instance.failure() != null && instance.status() == InstanceStatus.ERRORED) {
      json.value("error", Errors.toJson(instance.failure().error()));
    }
  }

  /**
   * Adds what became of the compensation; null when there was none.
   *
   * @param json where to
   * @param instance the instance
   */
  static void addRollback(JsonFields json, InstanceRecord instance) {
    @Nullable Rollback rollback = instance.rollback();
    if (rollback == null) {
      json.none("rollback");
      return;
    }
    JsonFields shown = Json.object().text("outcome", rollback.outcome().wireName());
    rollback
        .error()
        .ifPresentOrElse(
            error -> shown.value("error", Errors.toJson(error)), () -> shown.none("error"));
    json.value("rollback", shown.build());
  }

  /**
   * Tells when an instance goes on by itself.
   *
   * @param instance the instance
   * @return the time; null once it has ended, when the stored one is that of its purge
   */
  static @Nullable Instant wakeAt(InstanceRecord instance) {
    return instance.status().isTerminal() ? null : instance.wakeAt();
  }

  /**
   * Writes how an instance is addressed.
   *
   * @param instance the instance
   * @return its workflow and id
   */
  static JsonObject key(InstanceKey instance) {
    return Json.object().text("workflow", instance.workflow()).text("id", instance.id()).build();
  }

  private static JsonObject item(InstanceSummary summary) {
    InstanceRecord instance = summary.instance();
    @Nullable StepRecord step = summary.currentStep().orElse(null);
    return Json.object()
        .text("id", instance.key().id())
        .text("status", instance.status().wireName())
        .time("createdAt", instance.origin().createdAt())
        .time("startedAt", instance.startedAt())
        .time("endedAt", instance.endedAt())
        .time("wakeAt", wakeAt(instance))
        .text("currentStep", step == null ? null : step.key().shown())
        .number("attempt", step == null || step.attempt() == 0 ? null : (long) step.attempt())
        .build();
  }
}
