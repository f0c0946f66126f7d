package dev.holdfast.web.instance;

import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.BatchMarks;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a step as viewers see it.
 *
 * @param uncut whether long outputs are shown whole
 * @param stackTraces whether failed attempts show where they failed
 */
record StepWriter(boolean uncut, boolean stackTraces) {

  /**
   * Writes a step.
   *
   * @param step the step
   * @param failed its failed attempts, by number
   * @return its JSON
   */
  JsonObject write(StepRecord step, List<AttemptRecord> failed) {
    StepConfig config = StepConfig.parse(step.options());
    JsonFields json =
        Json.object()
            .text("kind", step.key().kind().wireName())
            .text("scope", step.key().scope())
            .text("name", step.key().name())
            .number("occurrence", step.key().occurrence())
            .text("status", step.status().wireName())
            .number("attempt", step.attempt())
            .time("startedAt", step.isOnlyPlanned() ? null : step.startedAt())
            .time("endedAt", step.endedAt())
            .time("nextAttemptAt", step.status() == StepStatus.RETRYING ? step.dueAt() : null)
            .value("config", config.toJson());
    switch (step.key().kind()) {
      case WAIT_FOR_EVENT -> addWait(json, step);
      case SLEEP -> json.time("until", step.dueAt()).none("output");
      case CHILD -> addChild(json, step);
      case BATCH -> addBatch(json, step);
      case RUN, RACE, COMPENSATION -> addOutput(json, "output", output(step, config));
    }
    if (step.failure() != null) {
      json.value("error", Errors.toJson(step.failure().error()));
    }
    return json.array("attempts", attempts(step, failed)).build();
  }

  private ShownValue output(StepRecord step, StepConfig config) {
    return step.status() == StepStatus.COMPLETE && config.isSensitive()
        ? ShownValue.REDACTED
        : shown(step);
  }

  private ShownValue shown(StepRecord step) {
    return uncut ? ShownValue.whole(step.result()) : ShownValue.cut(step.result());
  }

  private static void addOutput(JsonFields json, String name, ShownValue output) {
    json.value(name, output.value());
    if (output.truncated()) {
      json.yes("truncated");
    }
  }

  private void addWait(JsonFields json, StepRecord step) {
    json.text("eventType", step.eventType()).time("deadline", step.dueAt()).none("output");
    @Nullable TakenEvent taken = step.taken();
    if (taken != null) {
      JsonFields event = Json.object().text("type", step.eventType());
      addOutput(event, "payload", shown(step));
      json.value(
          "event", event.time("timestamp", taken.receivedAt()).text("id", taken.eventId()).build());
    }
  }

  /** Writes a child; what a failed call has as its result is the child's error, not an output. */
  private void addChild(JsonFields json, StepRecord step) {
    if (step.child() != null) {
      json.value("child", InstanceWriter.key(step.child()));
    }
    if (step.eventType() != null) {
      json.time("deadline", step.status() == StepStatus.RETRYING ? null : step.dueAt());
    }
    addOutput(
        json,
        "output",
        step.status() == StepStatus.COMPLETE ? shown(step) : ShownValue.whole(null));
  }

  private void addBatch(JsonFields json, StepRecord step) {
    json.text("job", BatchMarks.job(step));
    if (step.status() == StepStatus.RUNNING) {
      json.time("deadline", step.dueAt());
    }
    addOutput(json, "output", shown(step));
  }

  private JsonArrayBuilder attempts(StepRecord step, List<AttemptRecord> failed) {
    JsonArrayBuilder attempts = Json.array();
    for (AttemptRecord attempt : failed) {
      JsonFields json =
          Json.object()
              .number("attempt", attempt.attempt())
              .time("startedAt", attempt.startedAt())
              .time("endedAt", attempt.endedAt())
              .value("error", Errors.toJson(attempt.failure().error()));
      if (attempt.retryDelayMillis() != null) {
        json.number("retryDelayMs", attempt.retryDelayMillis());
      }
      if (stackTraces) {
        json.text("stackTrace", attempt.stackTrace());
      }
      attempts.add(json.build());
    }
    if (hasBody(step) && step.status() == StepStatus.COMPLETE) {
      attempts.add(succeeded(step));
    }
    return attempts;
  }

  private static boolean hasBody(StepRecord step) {
    return switch (step.key().kind()) {
      case RUN, BATCH, COMPENSATION -> true;
      case SLEEP, WAIT_FOR_EVENT, RACE, CHILD -> false;
    };
  }

  private static JsonObject succeeded(StepRecord step) {
    // Only failed attempts have a record; when a later one was started is not known.
    @Nullable Instant startedAt = step.attempt() == 1 ? step.startedAt() : null;
    return Json.object()
        .number("attempt", step.attempt())
        .time("startedAt", startedAt)
        .time("endedAt", step.endedAt())
        .build();
  }
}
