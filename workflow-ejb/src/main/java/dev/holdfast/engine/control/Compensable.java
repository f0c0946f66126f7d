package dev.holdfast.engine.control;

import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import java.util.List;

/** Tells whether a journal names steps that a compensation would undo. */
final class Compensable {

  /** How a step with a handler is marked in its recorded options. */
  private static final String MARK = "compensation";

  private Compensable() {}

  static boolean isAny(List<StepRecord> steps) {
    return steps.stream().anyMatch(Compensable::hasHandler);
  }

  private static boolean hasHandler(StepRecord step) {
    return step.key().kind() == StepKind.RUN
        && step.options() != null
        && List.of(step.options().split(" ", -1)).contains(MARK);
  }
}
