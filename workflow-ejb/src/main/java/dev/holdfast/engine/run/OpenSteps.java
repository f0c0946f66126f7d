package dev.holdfast.engine.run;

import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends the steps that are open in branches which are not wanted any more. */
final class OpenSteps {

  private OpenSteps() {}

  /** Returns the ends of all that is open in branches. */
  static List<StepRecord> cancelled(Run run, Instant now) {
    return run.journal().steps().stream()
        .filter(step -> !step.key().scope().isEmpty() && !step.status().isFinished())
        .filter(step -> step.key().kind() != StepKind.COMPENSATION)
        .flatMap(step -> cancelled(run, step, now).stream())
        .toList();
  }

  /** Returns the ends of what is open in some branches and below them. */
  static List<StepRecord> cancelled(Run run, List<String> scopes, Instant now) {
    return cancelled(run, now).stream()
        .filter(step -> scopes.stream().anyMatch(s -> StepKey.isWithin(step.key().scope(), s)))
        .toList();
  }

  /** A step that has left no trace, neither in the journal nor outside, leaves none now. */
  private static Optional<StepRecord> cancelled(Run run, StepRecord open, Instant now) {
    StepKey key = open.key();
    boolean isRecorded = open.startedLog() != 0;
    boolean isStarted = key.kind() == StepKind.RUN && run.rollback().handlers().mayHaveStarted(key);
    if (!isRecorded && !isStarted) {
      return Optional.empty();
    }
    StepRecord marked =
        run.rollback()
            .handlers()
            .find(key)
            .map(handled -> RunStep.withMarks(open, handled.options()))
            .orElse(open);
    return Optional.of(marked.cancelled(now));
  }
}
