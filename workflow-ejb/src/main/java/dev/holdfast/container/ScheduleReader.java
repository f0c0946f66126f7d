package dev.holdfast.container;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.workflow.Schedule;
import dev.holdfast.engine.workflow.ScheduleRules;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds the schedules of a workflow: in the settings, else in its annotation. */
final class ScheduleReader {

  private static final String SEPARATOR = ";";

  private final Configuration configuration;
  private final ScheduleRules rules;
  private final PayloadCodec codec;

  ScheduleReader(Configuration configuration, ScheduleRules rules, PayloadCodec codec) {
    this.configuration = configuration;
    this.rules = rules;
    this.codec = codec;
  }

  /**
   * Reads the schedules.
   *
   * @throws dev.holdfast.api.WorkflowException {@code schedule.invalid}
   */
  List<Schedule> read(WorkflowDefinition workflow) {
    Workflow annotation =
        Objects.requireNonNull(workflow.type().getAnnotation(Workflow.class), "@Workflow");
    String prefix = "holdfast.workflow." + workflow.name();
    Optional<String> setting = configuration.textOrEmpty(prefix + ".schedules");
    List<String> crons =
        setting
            .map(text -> List.of(text.split(SEPARATOR, -1)))
            .orElseGet(() -> List.of(annotation.schedules()));
    if (crons.equals(List.of(Workflow.NOT_SCHEDULED))) {
      return List.of();
    }
    String zone = configuration.text(prefix + ".zone").orElse(annotation.zone());
    List<Schedule> schedules = rules.read(workflow.name(), crons, zone);
    requirePayload(workflow);
    return schedules;
  }

  /** A firing has no params, so its payload is read from an empty object. */
  private void requirePayload(WorkflowDefinition workflow) {
    if (workflow.payloadType() == Void.class) {
      return;
    }
    try {
      codec.decode(codec.fromJson("{}"), workflow.payloadType());
    } catch (UndecodableException e) {
      throw new WorkflowException(
          "schedule.invalid",
          "Workflow '%s' has schedules, but its payload %s cannot be read from {}, which is what a firing gives it: %s. Let every member be optional, or take the payload Void or a map. (schedule.invalid)"
              .formatted(workflow.name(), workflow.payloadType().getTypeName(), e.getMessage()),
          e);
    }
  }
}
