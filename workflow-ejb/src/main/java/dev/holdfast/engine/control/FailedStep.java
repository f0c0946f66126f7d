package dev.holdfast.engine.control;

import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.List;
import java.util.Optional;

/** Finds the step from which an errored instance is begun anew. */
public final class FailedStep {

  private FailedStep() {}

  /**
   * Finds the step that has failed last.
   *
   * @param steps those of an instance, in the order of their start
   * @return its key; empty when none has failed
   */
  public static Optional<StepKey> last(List<StepRecord> steps) {
    return steps.stream()
        .filter(step -> step.key().kind() != StepKind.COMPENSATION)
        .filter(FailedStep::hasFailed)
        .reduce((earlier, later) -> later)
        .map(StepRecord::key);
  }

  private static boolean hasFailed(StepRecord step) {
    return step.status() == StepStatus.ERRORED || step.status() == StepStatus.TIMED_OUT;
  }
}
