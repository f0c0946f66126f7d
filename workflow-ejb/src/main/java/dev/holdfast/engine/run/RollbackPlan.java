package dev.holdfast.engine.run;

import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which steps of a journal are to be undone, and in which order. */
final class RollbackPlan {

  private RollbackPlan() {}

  /**
   * Returns the steps that have started with a handler and are not undone, those started last
   * first. What is recorded decides; the code is asked about steps without a record.
   */
  static List<StepRecord> of(List<StepRecord> steps, RollbackHandlers handlers) {
    Set<StepKey> undone =
        steps.stream()
            .filter(step -> step.key().kind() == StepKind.COMPENSATION)
            .filter(step -> step.status() == StepStatus.COMPLETE)
            .map(step -> step.key().as(StepKind.RUN))
            .collect(Collectors.toSet());
    return steps.stream()
        .filter(step -> step.key().kind() == StepKind.RUN && !undone.contains(step.key()))
        .filter(step -> isToBeUndone(step, handlers))
        .sorted(Comparator.comparingInt(StepRecord::seq).reversed())
        .toList();
  }

  private static boolean isToBeUndone(StepRecord step, RollbackHandlers handlers) {
    boolean isRecorded = step.status().isFinished() || step.attempt() > 0;
    return isRecorded
        ? RecordedOptions.haveCompensation(step.options())
        : handlers.isStarted(step.key());
  }
}
