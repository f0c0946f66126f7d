package dev.holdfast.engine.run;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.RetryDelayException;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepContext;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.StepResultNotSerializableException;
import dev.holdfast.api.StepResultTooLargeException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Performs one call of {@code step.run}: answers from the journal, or makes attempts until one
 * succeeds or none is left.
 */
final class RunStep {

  private final Run run;
  private final Execution execution;
  private final StepKey key;
  private final @Nullable Type type;
  private final StepBody<?> body;
  private final boolean transactional;

  RunStep(
      Run run,
      Execution execution,
      StepKey key,
      @Nullable Type type,
      StepBody<?> body,
      boolean transactional) {
    this.run = run;
    this.execution = execution;
    this.key = key;
    this.type = type;
    this.body = body;
    this.transactional = transactional;
  }

  @Nullable Object perform(StepOptions given) {
    StepOptions live = given.orElse(run.services().settings().stepDefaults());
    if (live.compensation().isPresent()) {
      run.probe().compensates(run.instance(), key);
      run.rollback().handlers().register(key, live, type);
    }
    StepRecord record = run.reach(execution, key);
    while (!record.status().isFinished()) {
      if (record.status() == StepStatus.RETRYING
          && !run.probe().skipsRetryDelay(run.instance(), key)) {
        new Waiting(run, execution).until(Objects.requireNonNull(record.dueAt()));
      }
      record = attempt(record, options(record, live));
    }
    return outcome(record);
  }

  /** Returns the options in force: those of the first failed attempt, once there is one. */
  static StepOptions options(StepRecord record, StepOptions live) {
    return record.options() == null || isInFirstAttempt(record)
        ? live
        : RecordedOptions.read(record.options(), live);
  }

  private static boolean isInFirstAttempt(StepRecord record) {
    return record.status() == StepStatus.RUNNING && record.attempt() <= 1;
  }

  private StepRecord attempt(StepRecord record, StepOptions options) {
    run.barrier(execution);
    if (run.isHalting()) {
      throw execution.park(Parking.until(run.now()));
    }
    run.starting(execution, key);
    int number =
        record.status() == StepStatus.RETRYING
            ? record.attempt() + 1
            : Math.max(1, record.attempt());
    StepContext context =
        new StepContext(key.name(), key.occurrence(), number, options, idempotencyKey(run, key));
    RunningMark mark = new RunningMark(run, execution);
    Attempt attempt =
        new Attempt(
            this,
            context,
            record,
            running -> {
              if (transactional) {
                mark.write(running);
              } else {
                run.markRunning(execution, running);
              }
            });
    AttemptResult result = new AttemptResult(this, record, options, transactional);
    TransactionalAttempt.Body work = () -> complete(record, attempt, result);
    try {
      return transactional
          ? new TransactionalAttempt(run, execution, work, mark).make(attempt.timeout())
          : recorded(work.run());
    } catch (StepResult.NotStorable e) {
      result.discard();
      return failForGood(record, attempt, e, e.failure());
    } catch (Suspension e) {
      result.discard();
      throw e;
    } catch (Throwable thrown) { // anything a body throws fails the attempt
      result.discard();
      return failed(record, attempt, thrown);
    }
  }

  @SuppressWarnings("NullAway") // a body may return null
  private StepRecord complete(StepRecord record, Attempt attempt, AttemptResult result)
      throws Throwable {
    StepContext context = attempt.context();
    StepBody<?> probed = run.probe().body(run.instance(), key, context, body);
    @Nullable Object value = attempt.runBody(given -> result.takeIn(probed.run(given)));
    EncodedValue encoded = result.encode(value, type);
    return withMarks(record, context.options()).completed(context.attempt(), encoded, run.now());
  }

  private StepRecord recorded(StepRecord completed) {
    run.record(execution, completed, List.of());
    return completed;
  }

  /** Records a failed attempt, with the next one's due time while any is left. */
  StepRecord failed(StepRecord record, Attempt attempt, Throwable thrown) {
    StepContext context = attempt.context();
    Failure failure = Failures.nonRetryable(thrown).map(Failures::of).orElse(Failures.of(thrown));
    boolean last =
        Failures.nonRetryable(thrown).isPresent()
            || context.attempt() > context.options().retry().limit().orElse(0);
    if (last) {
      return failForGood(record, attempt, thrown, failure);
    }
    try {
      Duration delay = delay(context, thrown);
      Instant endedAt = run.now();
      StepRecord retrying =
          record.retrying(
              context.attempt(), endedAt.plus(delay), RecordedOptions.write(context.options()));
      run.record(execution, retrying, List.of(attempt.record(endedAt, failure, thrown, delay)));
      return retrying;
    } catch (RetryDelays.InvalidDelay e) {
      return failForGood(
          record,
          attempt,
          thrown,
          Failures.ofEngine(
              RetryDelayException.class,
              RetryDelayException.CODE,
              Objects.requireNonNullElse(e.getMessage(), "")));
    }
  }

  private Duration delay(StepContext context, Throwable thrown) {
    StepOptions defaults = run.services().settings().stepDefaults();
    return new RetryDelays(run.services().ports(), defaults.retry().delay().orElse(Duration.ZERO))
        .after(context, key.shown(), thrown, run.isStopping());
  }

  private StepRecord failForGood(
      StepRecord record, Attempt attempt, Throwable thrown, Failure failure) {
    Instant endedAt = run.now();
    StepRecord failed =
        withMarks(record, attempt.context().options())
            .failed(StepStatus.ERRORED, attempt.context().attempt(), failure, endedAt);
    run.record(execution, failed, List.of(attempt.record(endedAt, failure, thrown, null)));
    return failed;
  }

  /**
   * Keeps on the record what must be known of the options without asking the code: that the result
   * is sensitive, and that there is a way to undo the step.
   */
  static StepRecord withMarks(StepRecord record, StepOptions options) {
    boolean isMarked = options.sensitive() || options.compensation().isPresent();
    return isMarked && (record.options() == null || isInFirstAttempt(record))
        ? record.withOptions(RecordedOptions.write(options))
        : record;
  }

  private @Nullable Object outcome(StepRecord record) {
    if (record.failure() != null) {
      throw failure(record, record.failure());
    }
    try {
      return StepResult.of(run, record, type);
    } catch (UndecodableException e) {
      throw run.fatal(execution, unreadable(key, e));
    }
  }

  private StepFailedException failure(StepRecord record, Failure failure) {
    ErrorInfo error = failure.error();
    String code = Objects.requireNonNullElse(error.code(), "");
    return switch (code) {
      case StepResultTooLargeException.CODE ->
          new StepResultTooLargeException(key.name(), record.attempt(), error);
      case StepResultNotSerializableException.CODE ->
          new StepResultNotSerializableException(key.name(), record.attempt(), error);
      case RetryDelayException.CODE -> new RetryDelayException(key.name(), record.attempt(), error);
      default -> new StepFailedException(key.name(), record.attempt(), error, failure.types());
    };
  }

  static Failure unreadable(StepKey key, UndecodableException e) {
    return Failures.ofEngine(
        WorkflowException.class,
        "step.result_unreadable",
        "The stored result of step '%s' cannot be read any more: %s. Restore the type, or restart the instance from that step."
            .formatted(key.shown(), e.getMessage()));
  }

  Run run() {
    return run;
  }

  Execution execution() {
    return execution;
  }

  StepKey key() {
    return key;
  }

  /** Returns the text by which remote services can recognise what a step asks them for. */
  static String idempotencyKey(Run run, StepKey key) {
    StepKey unambiguous =
        new StepKey(key.kind(), key.scope(), StepKey.inPath(key.name()), key.occurrence());
    return run.instance().key() + "/" + run.instance().epoch() + "/" + unambiguous.shown();
  }
}
