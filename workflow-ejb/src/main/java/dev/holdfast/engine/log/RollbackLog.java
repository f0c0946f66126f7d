package dev.holdfast.engine.log;

import dev.holdfast.api.LogType;
import dev.holdfast.api.Rollback;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPlace;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what became of a compensation, which ends with the instance. */
final class RollbackLog {

  private RollbackLog() {}

  /**
   * Adds the end of the compensation, if there was one.
   *
   * @param steps all compensations, and other steps
   * @param since where the epoch begins; what was undone before is not part of the plan
   */
  static void add(Collector log, InstanceRecord instance, List<StepRecord> steps, long since) {
    @Nullable Rollback outcome = instance.rollback();
    @Nullable Instant endedAt = instance.endedAt();
    if (outcome == null || endedAt == null) {
      return;
    }
    List<StepRecord> plan =
        steps.stream()
            .filter(step -> step.key().kind() == StepKind.COMPENSATION)
            .filter(step -> step.startedLog() == 0 || step.startedLog() > since)
            .toList();
    long completed = plan.stream().filter(it -> it.status() == StepStatus.COMPLETE).count();
    boolean isComplete = outcome.outcome() == Rollback.Outcome.COMPLETE;
    log.add(
        instance.log() + LogPlace.ROLLBACK_ENDED,
        endedAt,
        isComplete ? LogType.ROLLBACK_COMPLETED : LogType.ROLLBACK_ERRORED,
        Members.none()
            .andError(outcome.error().orElse(null))
            .and("total", plan.size())
            .and("completed", completed));
  }
}
