package dev.holdfast.engine.run;

import dev.holdfast.api.ChildFailedException;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.ChildMarks;
import dev.holdfast.engine.model.ChildOutcome;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of a child. Its end puts an event into the parent's inbox, in the transaction
 * of the end; what counts is the child as it is when the wait looks at it, which it does whenever
 * the code comes here. So no end is missed, and a child that was restarted is waited for again.
 */
final class ChildWait {

  /** How often an instance is looked at that belongs to somebody else, so that nobody tells. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private final Run run;
  private final Execution execution;
  private final ChildStart start;

  ChildWait(Run run, Execution execution, ChildStart start) {
    this.run = run;
    this.execution = execution;
    this.start = start;
  }

  StepRecord await(StepRecord wait) {
    if (run.isHalting()) {
      throw execution.park(parking(wait));
    }
    @Nullable EventRecord told = run.journal().takeLatest(wait).orElse(null);
    Optional<ChildOutcome> outcome = look(wait, told);
    if (outcome.isPresent()) {
      return write(ended(wait, outcome.get(), told));
    }
    if (isOver(wait)) {
      return write(
          failed(
              wait, ChildFailedException.TIMEOUT, "did not end in time; it runs on", null, null));
    }
    throw execution.park(parking(wait));
  }

  /** Looks at the child as it is; one that is gone has left what it told last. */
  private Optional<ChildOutcome> look(StepRecord wait, @Nullable EventRecord told) {
    Optional<InstanceRecord> child =
        run.services()
            .ports()
            .reader()
            .find(child(wait))
            .filter(it -> ChildMarks.isExisting(wait) || start.isOwn(wait, it));
    if (child.isPresent()) {
      return child
          .filter(it -> it.status().isTerminal() && isInTime(wait, it))
          .map(ChildOutcome::of);
    }
    return Optional.of(told == null ? ChildOutcome.DELETED : decode(told));
  }

  private ChildOutcome decode(EventRecord told) {
    EncodedValue outcome = Objects.requireNonNull(told.payload());
    return (ChildOutcome)
        Objects.requireNonNull(run.services().ports().codec().decode(outcome, ChildOutcome.class));
  }

  private static boolean isInTime(StepRecord wait, InstanceRecord child) {
    return wait.dueAt() == null
        || child.endedAt() == null
        || !child.endedAt().isAfter(wait.dueAt());
  }

  private boolean isOver(StepRecord wait) {
    return wait.dueAt() != null && !run.now().isBefore(wait.dueAt());
  }

  private Parking parking(StepRecord wait) {
    if (!ChildMarks.isExisting(wait)) {
      return Parking.forEvent(wait);
    }
    Instant next = run.now().plus(LOOK_EVERY);
    return Parking.until(wait.dueAt() != null && wait.dueAt().isBefore(next) ? wait.dueAt() : next);
  }

  private StepRecord ended(StepRecord wait, ChildOutcome outcome, @Nullable EventRecord told) {
    @Nullable InstanceStatus status = outcome.status();
    if (status == null) {
      return failed(wait, ChildFailedException.DELETED, "was deleted before its end", null, told);
    }
    if (status == InstanceStatus.COMPLETE) {
      return wait.childEnded(StepStatus.COMPLETE, outcome.output(), null, told, run.now());
    }
    @Nullable ErrorInfo error = outcome.error();
    return status == InstanceStatus.TERMINATED || error == null
        ? failed(wait, ChildFailedException.TERMINATED, "was terminated", null, told)
        : failed(
            wait,
            ChildFailedException.FAILED,
            "failed: %s: %s".formatted(error.name(), error.message()),
            error,
            told);
  }

  private StepRecord failed(
      StepRecord wait,
      String code,
      String what,
      @Nullable ErrorInfo error,
      @Nullable EventRecord told) {
    Failure failure =
        Failures.ofEngine(
            ChildFailedException.class,
            code,
            "Child '%s' of workflow '%s', called by step '%s', %s"
                .formatted(child(wait).id(), child(wait).workflow(), wait.key().shown(), what));
    @Nullable EncodedValue recorded =
        error == null ? null : run.services().ports().codec().encode(error);
    return wait.childEnded(StepStatus.ERRORED, recorded, failure, told, run.now());
  }

  private static InstanceKey child(StepRecord wait) {
    return Objects.requireNonNull(wait.child());
  }

  private StepRecord write(StepRecord record) {
    run.record(execution, record, List.of());
    return record;
  }
}
