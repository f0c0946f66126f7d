package dev.holdfast.container;

import dev.holdfast.api.Workflow;
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

  ScheduleReader(Configuration configuration, ScheduleRules rules) {
    this.configuration = configuration;
    this.rules = rules;
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
    return rules.read(workflow.name(), crons, zone);
  }
}
