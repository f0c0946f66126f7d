package dev.holdfast.engine.control;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which steps an instance keeps when it is restarted from one of them. */
final class RestartPlan {

  private RestartPlan() {}

  /**
   * Returns the places of the steps that are kept: those started before the target. What has been
   * undone by an earlier compensation counts as undone as long as its step is kept.
   *
   * @throws WorkflowException {@code instance.cannot_restart} when the target has no record
   */
  static Set<Integer> kept(InstanceRecord instance, List<StepRecord> steps, StepKey from) {
    StepRecord target =
        steps.stream()
            .filter(step -> step.key().equals(from) && isRecorded(step))
            .findFirst()
            .orElseThrow(() -> cannotRestart(instance, from));
    List<StepRecord> earlier =
        steps.stream()
            .filter(step -> step.seq() < target.seq())
            .filter(step -> step.key().kind() != StepKind.COMPENSATION)
            .filter(
                step -> step.status() != StepStatus.CANCELLED || isRaceKept(steps, step, target))
            .toList();
    Set<StepKey> keptKeys = earlier.stream().map(StepRecord::key).collect(Collectors.toSet());
    Set<Integer> kept = earlier.stream().map(StepRecord::seq).collect(Collectors.toSet());
    steps.stream()
        .filter(step -> step.key().kind() == StepKind.COMPENSATION)
        .filter(
            step ->
                step.status() == StepStatus.COMPLETE
                    && keptKeys.contains(step.key().as(StepKind.RUN)))
        .forEach(step -> kept.add(step.seq()));
    return kept;
  }

  /** A step of work in its first attempt has nothing recorded but that it is long. */
  private static boolean isRecorded(StepRecord step) {
    boolean inFirstAttempt =
        step.key().kind() == StepKind.RUN
            && step.status() == StepStatus.RUNNING
            && step.attempt() <= 1;
    return !inFirstAttempt;
  }

  /**
   * Tells whether a cancelled step stays so: as long as the race is decided that has cancelled it,
   * which is the next one in the log, for a race records its losers' ends right before its own.
   */
  private static boolean isRaceKept(
      List<StepRecord> steps, StepRecord cancelled, StepRecord target) {
    return steps.stream()
        .filter(step -> step.key().kind() == StepKind.RACE)
        .filter(race -> race.endedLog() > cancelled.endedLog())
        .min(Comparator.comparingLong(StepRecord::endedLog))
        .map(race -> race.seq() < target.seq())
        .orElse(false);
  }

  private static WorkflowException cannotRestart(InstanceRecord instance, StepKey from) {
    return new WorkflowException(
        "instance.cannot_restart",
        "Instance '%s' cannot be restarted from %s step '%s': its journal has no such step with a finished attempt. Look the step up in the instance's details, or restart from the top. (instance.cannot_restart)"
            .formatted(instance.key().id(), from.kind().wireName(), from.shown()));
  }
}
