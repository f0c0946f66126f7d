package dev.holdfast.engine.run;

import dev.holdfast.api.Durations;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Sleeps: the end is fixed and recorded when the sleep is first reached. */
final class Sleep {

  private final Run run;
  private final Execution execution;
  private final StepKey key;

  Sleep(Run run, Execution execution, StepKey key) {
    this.run = run;
    this.execution = execution;
    this.key = key;
  }

  void sleepFor(Duration duration) {
    if (duration.isNegative()) {
      throw new InvalidOptionException(
          "Sleep '%s' must not be negative, was %s".formatted(key.shown(), duration));
    }
    checkLength(duration);
    StepRecord record = run.reach(execution, key);
    if (!record.status().isFinished()) {
      sleep(record, record.startedAt().plus(Durations.roundedUp(duration)));
    }
  }

  void sleepUntil(Instant instant) {
    checkLength(Duration.between(run.now(), instant));
    StepRecord record = run.reach(execution, key);
    if (!record.status().isFinished()) {
      sleep(record, instant);
    }
  }

  private void sleep(StepRecord reached, Instant computed) {
    StepRecord record = reached;
    if (record.dueAt() == null) {
      record = record.waitingUntil(computed, null);
      if (run.now().isBefore(computed)) {
        write(record);
      }
    }
    if (!run.probe().skipsSleep(run.instance(), key)) {
      new Waiting(run, execution).until(Objects.requireNonNull(record.dueAt()));
    }
    write(record.completed(0, null, run.now()));
  }

  private void write(StepRecord record) {
    run.record(execution, record, List.of());
  }

  /** Only a sleep that is not recorded is checked; one that is refused leaves no trace. */
  private void checkLength(Duration length) {
    Limits limits = run.services().settings().limits();
    if (length.compareTo(limits.longestWait()) > 0 && !run.journal().isKnown(key)) {
      throw new WorkflowException(
          "sleep.too_long",
          "Sleep '%s' of %s is longer than %s: sleep several times instead, or raise holdfast.limits.wait."
              .formatted(key.shown(), length, limits.shownLongestWait()));
    }
  }
}
