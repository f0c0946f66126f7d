package dev.holdfast.engine.run;

import dev.holdfast.api.StepContext;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records the failed attempts of steps whose work is not done by a body on this thread, by the
 * options that are recorded with the step.
 */
final class Retries {

  private final Run run;
  private final Execution execution;
  private final StepKey key;

  Retries(Run run, Execution execution, StepKey key) {
    this.run = run;
    this.execution = execution;
    this.key = key;
  }

  /** Waits until the next attempt of a step is due. */
  void await(StepRecord retrying) {
    if (!run.probe().skipsRetryDelay(run.instance(), key)) {
      new Waiting(run, execution).until(Objects.requireNonNull(retrying.dueAt()));
    }
  }

  /** Records a failed attempt, with the next one's due time while any is left. */
  StepRecord failed(
      StepRecord record, int number, Instant startedAt, RuntimeException thrown, boolean isFinal) {
    Failure failure = Failures.of(thrown);
    StepOptions options =
        RecordedOptions.read(Objects.requireNonNull(record.options()), StepOptions.DEFAULT);
    Instant endedAt = run.now();
    boolean isLast = isFinal || number > options.retry().limit().orElse(0);
    @Nullable Duration delay = isLast ? null : delay(options, number, thrown);
    StepRecord next =
        delay == null
            ? record.failed(StepStatus.ERRORED, number, failure, endedAt)
            : record.retrying(number, endedAt.plus(delay), record.options());
    AttemptRecord attempt =
        new AttemptRecord(
            record.seq(),
            number,
            startedAt,
            endedAt,
            failure,
            Failures.stackTrace(thrown),
            delay == null ? null : delay.toMillis(),
            0);
    run.record(execution, next, List.of(attempt));
    return next;
  }

  private Duration delay(StepOptions options, int number, Throwable thrown) {
    StepContext context = new StepContext(key.name(), key.occurrence(), number, options, "");
    return new RetryDelays(run.services().ports(), Duration.ZERO)
        .after(context, key.shown(), thrown, run.isStopping());
  }
}
