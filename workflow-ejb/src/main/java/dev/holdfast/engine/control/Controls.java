package dev.holdfast.engine.control;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import dev.holdfast.engine.model.InstanceEdit;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceControl.Journal;
import dev.holdfast.engine.port.InstanceControl.Rewrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what a command does to an instance whose row is locked: the table of transitions says
 * what becomes of its status, this class what that means for the rest of the row and its journal.
 */
public final class Controls {

  private Controls() {}

  /**
   * Decides.
   *
   * @param command what is wanted
   * @param instance the instance as it is
   * @param journal reads its steps when they matter
   * @param now the time
   * @return what is to be done
   * @throws IllegalInstanceStatusException when the status forbids it
   * @throws dev.holdfast.api.WorkflowException {@code instance.cannot_restart}
   */
  public static Decision decide(
      Command command, InstanceRecord instance, Journal journal, Instant now) {
    Reaction reaction = Transitions.reaction(command.call(), instance.status());
    if (reaction instanceof Reaction.Refuse) {
      throw refused(command.call(), instance);
    }
    if (reaction instanceof Reaction.Nothing) {
      return Decision.nothing(instance);
    }
    if (reaction instanceof Reaction.Remove) {
      return Decision.delete(instance);
    }
    InstanceEdit edit =
        instance
            .edit()
            .status(((Reaction.Become) reaction).status())
            .signals(instance.signals() + 1)
            .log(LogPositions.next(instance.log(), now));
    return switch (command.call()) {
      case PAUSE -> pause(instance, edit, now);
      case RESUME -> resume(instance, edit, now);
      case TERMINATE -> Decision.change(instance, terminated(instance, edit, now));
      case ROLL_BACK -> rollBack(instance, journal, edit, now);
      case RESTART -> restart((Command.Restart) command, instance, journal, edit, now);
      case DELETE -> throw new IllegalStateException("A deletion removes the instance");
    };
  }

  /** A running instance keeps its owner, who brings it to rest. */
  private static Decision pause(InstanceRecord instance, InstanceEdit edit, Instant now) {
    return Decision.change(
        instance,
        instance.status() == InstanceStatus.WAITING
            ? edit.pausedAt(now).wakeAt(null).build()
            : edit.build());
  }

  /** What was paused goes before new instances: it is due since its creation. */
  private static Decision resume(InstanceRecord instance, InstanceEdit edit, Instant now) {
    if (instance.status() == InstanceStatus.WAITING_FOR_PAUSE) {
      return Decision.change(instance, edit.build());
    }
    Instant pausedAt = Objects.requireNonNullElse(instance.pausedAt(), now);
    InstanceRecord resumed =
        edit.pausedAt(null).wakeAt(instance.origin().createdAt()).recoveries(0).build();
    return new Decision(
        instance,
        Optional.of(resumed),
        new Rewrite.Shift(
            now.isBefore(pausedAt) ? Duration.ZERO : Duration.between(pausedAt, now)));
  }

  private static InstanceRecord terminated(
      InstanceRecord instance, InstanceEdit edit, Instant now) {
    if (instance.status() == InstanceStatus.ROLLING_BACK) {
      edit.rollback(
          Rollback.failed(
              new ErrorInfo(
                  "Terminated",
                  "The compensation was stopped by a termination.",
                  "instance.terminated")));
    }
    return edit.status(InstanceStatus.TERMINATED)
        .owner(null)
        .wakeAt(null)
        .pausedAt(null)
        .endedAt(now)
        .failure(null)
        .build();
  }

  /**
   * Hands the instance to whichever node claims it for its compensation. What was executing counts
   * as a recovery, as what was lost with its node does: the step at which it stood may have
   * started.
   */
  private static Decision rollBack(
      InstanceRecord instance, Journal journal, InstanceEdit edit, Instant now) {
    int recoveries = Math.max(instance.status().holdsSlot() ? 1 : 0, instance.recoveries());
    if (recoveries == 0 && !isAnyCompensable(journal.steps())) {
      return Decision.change(instance, terminated(instance, edit, now));
    }
    return Decision.change(
        instance, edit.owner(null).wakeAt(now).pausedAt(null).recoveries(recoveries).build());
  }

  private static boolean isAnyCompensable(List<StepRecord> steps) {
    return steps.stream()
        .filter(step -> step.key().kind() == StepKind.RUN)
        .anyMatch(step -> RecordedOptions.haveCompensation(step.options()));
  }

  private static Decision restart(
      Command.Restart command,
      InstanceRecord instance,
      Journal journal,
      InstanceEdit edit,
      Instant now) {
    List<StepRecord> steps = journal.steps();
    Set<Integer> kept =
        command.from().map(from -> RestartPlan.kept(instance, steps, from)).orElse(Set.of());
    long lastLog =
        steps.stream()
            .mapToLong(step -> Math.max(step.startedLog(), step.endedLog()))
            .reduce(instance.log(), Math::max);
    InstanceRecord restarted =
        edit.epoch(instance.epoch() + 1)
            .owner(null)
            .wakeAt(now)
            .recoveries(0)
            .startedAt(null)
            .endedAt(null)
            .output(null)
            .failure(null)
            .pausedAt(null)
            .log(LogPositions.next(lastLog, now))
            .progress(null)
            .warnings(List.of())
            .rollback(null)
            .build();
    return new Decision(instance, Optional.of(restarted), new Rewrite.Rewind(kept));
  }

  private static IllegalInstanceStatusException refused(ControlCall call, InstanceRecord instance) {
    return new IllegalInstanceStatusException(
        "Instance '%s' cannot be %s: its status is %s, which is final. Only a restart or a deletion changes that. (instance.illegal_status)"
            .formatted(instance.key().id(), call.participle(), instance.status().wireName()));
  }
}
