package dev.holdfast.engine.workflow;

import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.Retention;
import dev.holdfast.api.Workflow;
import dev.holdfast.engine.model.WorkflowSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads what a {@link Workflow} annotation says about numbers.
 *
 * @param annotation the annotation
 */
record AnnotatedSettings(Workflow annotation) {

  static AnnotatedSettings of(Workflow annotation) {
    return new AnnotatedSettings(annotation);
  }

  /** Returns settings in which the annotation goes before others. */
  WorkflowSettings over(WorkflowSettings settings) {
    WorkflowSettings changed = settings.withRetention(retention());
    if (annotation.stepLimit() != Workflow.FROM_SETTINGS) {
      changed = changed.withLimits(changed.limits().withSteps(annotation.stepLimit()));
    }
    return annotation.concurrency() == Workflow.FROM_SETTINGS
        ? changed
        : changed.withConcurrency(annotation.concurrency());
  }

  private Retention retention() {
    return new Retention(
        duration("retentionSuccess", annotation.retentionSuccess()),
        duration("retentionError", annotation.retentionError()));
  }

  private Optional<Duration> duration(String member, String text) {
    try {
      Optional<Duration> duration =
          Optional.of(text).filter(it -> !it.isEmpty()).map(Retention::parse);
      return new Retention(duration, Optional.empty()).success();
    } catch (InvalidRequestException e) {
      throw new InvalidOptionException(
          "%s of workflow '%s' must be 0 to 3650 days, or forever, was '%s'"
              .formatted(member, annotation.value(), text));
    }
  }
}
