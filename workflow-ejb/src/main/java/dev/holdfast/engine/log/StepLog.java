package dev.holdfast.engine.log;

import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.LogPlace;
import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import dev.holdfast.engine.model.StepStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Translates steps and their failed attempts. A step is begun at the position where it was first
 * written, and ended at the one where it was written last; one that succeeds at once has both in
 * one place.
 */
final class StepLog {

  private final Collector log;
  private final ShownValues values;

  StepLog(Collector log, ShownValues values) {
    this.log = log;
    this.values = values;
  }

  /** Adds what there is to say about the beginning and the end of a step. */
  void add(StepRecord step) {
    if (step.startedLog() != 0) {
      addStart(step, step.startedLog() + LogPlace.RUN);
    }
    if (step.endedLog() != 0) {
      addEnd(step, step.endedLog() + LogPlace.STEP_ENDED);
    }
  }

  /** Adds a failed attempt. */
  void add(StepRecord step, AttemptRecord attempt) {
    Types types = Types.of(step);
    Members data = Members.of("attempt", attempt.attempt()).andError(attempt.failure().error());
    if (attempt.retryDelayMillis() != null) {
      data.and("retryDelayMs", attempt.retryDelayMillis());
    }
    log.add(
        attempt.log() + LogPlace.ATTEMPT_STARTED,
        attempt.startedAt(),
        types.attemptStarted,
        step.key(),
        Members.of("attempt", attempt.attempt()));
    log.add(
        attempt.log() + LogPlace.ATTEMPT_ENDED,
        attempt.endedAt(),
        types.attemptErrored,
        step.key(),
        data);
  }

  private void addStart(StepRecord step, long id) {
    switch (step.key().kind()) {
      case RUN, BATCH, COMPENSATION ->
          log.add(id, step.startedAt(), Types.of(step).started, step.key(), options(step));
      case SLEEP ->
          log.add(
              id,
              step.startedAt(),
              LogType.SLEEP_STARTED,
              step.key(),
              Members.none().and("until", step.dueAt()));
      case WAIT_FOR_EVENT ->
          log.add(
              id,
              step.startedAt(),
              LogType.WAIT_STARTED,
              step.key(),
              Members.of("eventType", step.eventType()).and("deadline", step.dueAt()));
      case CHILD -> {
        Members data =
            step.child() == null
                ? Members.none()
                : Members.of("workflow", step.child().workflow()).and("id", step.child().id());
        log.add(id, step.startedAt(), LogType.CHILD_STARTED, step.key(), data);
      }
      case RACE -> {} // begins with its branches
    }
  }

  private void addEnd(StepRecord step, long id) {
    Instant endedAt = Objects.requireNonNullElse(step.endedAt(), step.startedAt());
    if (step.status() == StepStatus.CANCELLED) {
      log.add(id, endedAt, LogType.STEP_CANCELLED, step.key(), Members.none());
      return;
    }
    switch (step.key().kind()) {
      case RUN, BATCH, COMPENSATION -> addEndOfWork(step, id, endedAt);
      case SLEEP -> log.add(id, endedAt, LogType.SLEEP_COMPLETED, step.key(), Members.none());
      case WAIT_FOR_EVENT -> addEndOfWait(step, id, endedAt);
      case CHILD -> addEndOfChild(step, id, endedAt);
      case RACE -> log.add(id, endedAt, LogType.RACE_DECIDED, step.key(), decision(step));
    }
  }

  private void addEndOfWork(StepRecord step, long id, Instant endedAt) {
    Types types = Types.of(step);
    if (step.status() != StepStatus.COMPLETE) {
      log.add(id, endedAt, types.errored, step.key(), Members.error(step.failure()));
      return;
    }
    Members attempt = Members.of("attempt", step.attempt());
    log.add(
        step.endedLog() + LogPlace.ATTEMPT_STARTED,
        startOfLastAttempt(step, endedAt),
        types.attemptStarted,
        step.key(),
        attempt);
    log.add(
        step.endedLog() + LogPlace.ATTEMPT_ENDED,
        endedAt,
        types.attemptCompleted,
        step.key(),
        attempt);
    Members result =
        step.key().kind() == StepKind.COMPENSATION
            ? Members.none()
            : Members.of("result", result(step));
    log.add(id, endedAt, types.completed, step.key(), result);
  }

  /** Of an attempt that succeeded nothing is stored but that it was due after the one before. */
  private static Instant startOfLastAttempt(StepRecord step, Instant endedAt) {
    Instant start = step.attempt() > 1 && step.dueAt() != null ? step.dueAt() : step.startedAt();
    return start.isAfter(endedAt) ? endedAt : start;
  }

  private void addEndOfWait(StepRecord step, long id, Instant endedAt) {
    TakenEvent taken = step.taken();
    switch (step.status()) {
      case TIMED_OUT ->
          log.add(id, endedAt, LogType.WAIT_TIMED_OUT, step.key(), Members.error(step.failure()));
      case ERRORED ->
          log.add(id, endedAt, LogType.WAIT_ERRORED, step.key(), Members.error(step.failure()));
      default ->
          log.add(
              id,
              endedAt,
              LogType.WAIT_COMPLETED,
              step.key(),
              Members.of(
                  "event",
                  Members.of("type", step.eventType())
                      .and("id", taken == null ? null : taken.eventId())
                      .and("timestamp", taken == null ? null : taken.receivedAt())
                      .and("payload", values.of(step.result()))
                      .map()));
    }
  }

  /** The end of a child that is not waited for is its own affair. */
  private void addEndOfChild(StepRecord step, long id, Instant endedAt) {
    if (step.status() != StepStatus.COMPLETE) {
      log.add(id, endedAt, LogType.CHILD_ERRORED, step.key(), Members.error(step.failure()));
    } else if (step.eventType() != null) {
      log.add(
          id,
          endedAt,
          LogType.CHILD_COMPLETED,
          step.key(),
          Members.of("output", values.of(step.result())));
    }
  }

  private Members decision(StepRecord race) {
    Members decision = Members.error(race.failure());
    if (values.of(race.result()) instanceof Map<?, ?> outcome) {
      decision.and("winner", outcome.get("branch")).and("losers", outcome.get("losers"));
    }
    return decision;
  }

  private Members options(StepRecord step) {
    Members data = Members.of("options", ShownOptions.members(step.options()));
    return step.key().kind() == StepKind.RUN
        ? data.and("hasCompensation", RecordedOptions.haveCompensation(step.options()))
        : data;
  }

  private @Nullable Object result(StepRecord step) {
    return RecordedOptions.areSensitive(step.options())
        ? EncodedValue.REDACTED
        : values.of(step.result());
  }

  /** Says which types the records of work have, and those of undoing it. */
  private enum Types {
    WORK(
        LogType.STEP_STARTED,
        LogType.STEP_COMPLETED,
        LogType.STEP_ERRORED,
        LogType.ATTEMPT_STARTED,
        LogType.ATTEMPT_COMPLETED,
        LogType.ATTEMPT_ERRORED),
    UNDOING(
        LogType.ROLLBACK_STEP_STARTED,
        LogType.ROLLBACK_STEP_COMPLETED,
        LogType.ROLLBACK_STEP_ERRORED,
        LogType.ROLLBACK_ATTEMPT_STARTED,
        LogType.ROLLBACK_ATTEMPT_COMPLETED,
        LogType.ROLLBACK_ATTEMPT_ERRORED);

    private final LogType started;
    private final LogType completed;
    private final LogType errored;
    private final LogType attemptStarted;
    private final LogType attemptCompleted;
    private final LogType attemptErrored;

    Types(
        LogType started,
        LogType completed,
        LogType errored,
        LogType attemptStarted,
        LogType attemptCompleted,
        LogType attemptErrored) {
      this.started = started;
      this.completed = completed;
      this.errored = errored;
      this.attemptStarted = attemptStarted;
      this.attemptCompleted = attemptCompleted;
      this.attemptErrored = attemptErrored;
    }

    static Types of(StepRecord step) {
      return step.key().kind() == StepKind.COMPENSATION ? UNDOING : WORK;
    }
  }
}
