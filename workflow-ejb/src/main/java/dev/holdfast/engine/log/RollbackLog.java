package dev.holdfast.engine.log;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.LogType;
import dev.holdfast.api.Rollback;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPlace;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a compensation began and what became of it. It begins with the first record of a
 * handler, and ends with the instance.
 */
final class RollbackLog {

  private static final ErrorInfo TERMINATED =
      new ErrorInfo(
          "Terminated", "The instance is terminated with rollback.", "instance.terminated");

  private final Collector log;
  private final InstanceRecord instance;
  private final List<StepRecord> plan;

  /**
   * Looks at a compensation.
   *
   * @param since where the epoch begins; what was undone before is not part of the plan
   */
  RollbackLog(Collector log, InstanceRecord instance, List<StepRecord> steps, long since) {
    this.log = log;
    this.instance = instance;
    this.plan =
        steps.stream()
            .filter(step -> step.key().kind() == StepKind.COMPENSATION)
            .filter(step -> step.startedLog() == 0 || step.startedLog() > since)
            .toList();
  }

  void add() {
    @Nullable Rollback outcome = instance.rollback();
    Optional<StepRecord> first =
        plan.stream()
            .filter(step -> step.startedLog() != 0)
            .min(Comparator.comparingLong(StepRecord::startedLog));
    if (first.isPresent()) {
      addStart(first.get().startedLog(), first.get().startedAt());
    } else if (outcome != null && instance.endedAt() != null) {
      addStart(instance.log(), instance.endedAt());
    }
    if (outcome != null && instance.endedAt() != null) {
      addEnd(outcome, instance.endedAt());
    }
  }

  private void addStart(long position, Instant at) {
    ErrorInfo trigger = instance.failure() == null ? TERMINATED : instance.failure().error();
    log.add(
        position + LogPlace.STARTED,
        at,
        LogType.ROLLBACK_STARTED,
        Members.none().andError(trigger).and("total", plan.size()));
  }

  private void addEnd(Rollback outcome, Instant at) {
    long completed = plan.stream().filter(it -> it.status() == StepStatus.COMPLETE).count();
    boolean isComplete = outcome.outcome() == Rollback.Outcome.COMPLETE;
    log.add(
        instance.log() + LogPlace.ROLLBACK_ENDED,
        at,
        isComplete ? LogType.ROLLBACK_COMPLETED : LogType.ROLLBACK_ERRORED,
        Members.none()
            .andError(outcome.error().orElse(null))
            .and("total", plan.size())
            .and("completed", completed));
  }
}
