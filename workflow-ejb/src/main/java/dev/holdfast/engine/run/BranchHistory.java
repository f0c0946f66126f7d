package dev.holdfast.engine.run;

import dev.holdfast.engine.journal.RunJournal;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.RaceOutcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.PayloadCodec;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows what became of branches before a run began. Immutable but for its journal. */
final class BranchHistory {

  private final RunJournal journal;
  private final boolean afterCrash;
  private final Set<String> cancelled;

  BranchHistory(RunJournal journal, PayloadCodec codec, InstanceRecord instance) {
    this.journal = journal;
    this.afterCrash = instance.recoveries() > 0;
    this.cancelled =
        decidedRaces(journal, codec).stream()
            .flatMap(outcome -> outcome.cancelled().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Tells whether a race has given a branch up, so that nothing of it may start. */
  boolean isCancelled(String scope) {
    return cancelled.contains(scope);
  }

  /** Tells whether a race has given up a branch, or one that it is in. */
  boolean isWithinCancelled(String scope) {
    return cancelled.stream().anyMatch(outer -> StepKey.isWithin(scope, outer));
  }

  /**
   * Tells how far a branch had come: 0 when no step of it had ended; empty when it cannot have come
   * to its end either.
   */
  OptionalLong lastLog(String scope) {
    OptionalLong recorded = journal.lastLog(scope);
    return recorded.isEmpty() && afterCrash ? OptionalLong.of(0) : recorded;
  }

  static List<RaceOutcome> decidedRaces(RunJournal journal, PayloadCodec codec) {
    return journal.steps().stream()
        .filter(step -> step.key().kind() == StepKind.RACE)
        .map(StepRecord::result)
        .filter(Objects::nonNull)
        .map(result -> read(codec, result))
        .toList();
  }

  static RaceOutcome read(PayloadCodec codec, EncodedValue result) {
    return (RaceOutcome) Objects.requireNonNull(codec.decode(result, RaceOutcome.class));
  }
}
