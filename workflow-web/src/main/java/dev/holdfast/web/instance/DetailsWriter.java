package dev.holdfast.web.instance;

import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.BatchMarks;
import dev.holdfast.engine.model.ChildMarks;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an instance with its steps.
 *
 * @param details what is recorded
 * @param steps writes each step
 */
record DetailsWriter(InstanceDetails details, StepWriter steps) {

  private static final Set<StepKind> STEPS_THAT_COUNT =
      EnumSet.of(StepKind.RUN, StepKind.CHILD, StepKind.BATCH);

  private static final Comparator<StepRecord> SOONEST =
      Comparator.comparing(
          StepRecord::dueAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

  /** Writes the whole instance. */
  JsonObject write() {
    InstanceRecord instance = details.instance();
    JsonFields json =
        Json.object()
            .text("id", instance.key().id())
            .text("workflow", instance.key().workflow())
            .text("status", instance.status().wireName())
            .value("params", ShownValue.whole(instance.origin().params()).value())
            .value("output", ShownValue.whole(instance.output()).value());
    InstanceWriter.addError(json, instance);
    json.time("createdAt", instance.origin().createdAt())
        .time("startedAt", instance.startedAt())
        .time("endedAt", instance.endedAt())
        .time("wakeAt", InstanceWriter.wakeAt(instance))
        .value("waitingFor", waitingFor().orElse(null))
        .number("stepCount", stepCount())
        .number("epoch", instance.epoch())
        .text("version", instance.origin().version())
        .text("lastVersion", instance.lastVersion())
        .text("trigger", instance.origin().trigger())
        .value("schedule", schedule(instance.origin().schedule()))
        .value("parent", parent(instance.origin().parent()))
        .array("children", children());
    InstanceWriter.addRollback(json, instance);
    return json.value("progress", ShownValue.whole(instance.progress()).value())
        .array("warnings", warnings(instance))
        .array("steps", writtenSteps())
        .build();
  }

  /**
   * Writes one step.
   *
   * @param step one of the instance's
   * @return its JSON
   */
  JsonObject write(StepRecord step) {
    List<AttemptRecord> failed =
        details.attempts().stream().filter(attempt -> attempt.stepSeq() == step.seq()).toList();
    return steps.write(step, failed);
  }

  private static JsonArrayBuilder warnings(InstanceRecord instance) {
    JsonArrayBuilder warnings = Json.array();
    instance.warnings().forEach(warnings::add);
    return warnings;
  }

  private static @Nullable JsonObject schedule(@Nullable ScheduledFiring firing) {
    return firing == null
        ? null
        : Json.object()
            .text("cron", firing.cron())
            .time("scheduledTime", firing.scheduledTime())
            .build();
  }

  private static @Nullable JsonObject parent(@Nullable Parent parent) {
    return parent == null ? null : InstanceWriter.key(parent.key());
  }

  /** Writes the children of the present epoch, in the order in which they were started. */
  private JsonArrayBuilder children() {
    JsonArrayBuilder written = Json.array();
    details.steps().stream()
        .filter(ChildMarks::isStarted)
        .flatMap(step -> Stream.ofNullable(step.child()))
        .distinct()
        .forEach(child -> written.add(InstanceWriter.key(child)));
    return written;
  }

  private JsonArrayBuilder writtenSteps() {
    Map<Integer, List<AttemptRecord>> failed =
        details.attempts().stream().collect(Collectors.groupingBy(AttemptRecord::stepSeq));
    JsonArrayBuilder written = Json.array();
    for (StepRecord step : details.steps()) {
      written.add(steps.write(step, failed.getOrDefault(step.seq(), List.of())));
    }
    return written;
  }

  /** Counts what the step limit counts. */
  private long stepCount() {
    return details.steps().stream()
        .map(step -> step.key().kind())
        .filter(kind -> STEPS_THAT_COUNT.contains(kind))
        .count();
  }

  private Optional<JsonObject> waitingFor() {
    if (details.instance().status().isTerminal()) {
      return Optional.empty();
    }
    return details.steps().stream()
        .filter(step -> !step.status().isFinished() && isWaiting(step))
        .min(SOONEST)
        .map(DetailsWriter::waitingFor);
  }

  private static boolean isWaiting(StepRecord step) {
    return step.dueAt() != null || step.eventType() != null;
  }

  private static JsonObject waitingFor(StepRecord step) {
    JsonFields json =
        Json.object().text("kind", step.key().kind().wireName()).text("name", step.key().name());
    if (step.child() != null) {
      json.value("child", InstanceWriter.key(step.child()));
    } else if (step.key().kind() == StepKind.BATCH) {
      json.text("job", BatchMarks.job(step));
    } else if (step.eventType() != null) {
      json.text("eventType", step.eventType());
    }
    return json.time("until", step.dueAt()).build();
  }
}
