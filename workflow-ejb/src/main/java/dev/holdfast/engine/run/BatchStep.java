package dev.holdfast.engine.run;

import dev.holdfast.api.BatchJobFailedException;
import dev.holdfast.api.BatchJobResult;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.StepTimeoutException;
import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.model.BatchMarks;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Performs one call of {@code step.batch}: answers from the journal, or asks for the job and waits
 * for its end. The step is recorded before its job is asked for; what counts is the call as it is
 * stored when the code comes here, and the event that tells of its end only wakes the instance.
 */
final class BatchStep {

  private static final System.Logger LOG = System.getLogger(BatchStep.class.getName());
  private static final int LONGEST_JOB_NAME = 255;

  /** When to look again after the database has not answered. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Run run;
  private final Execution execution;
  private final StepKey key;
  private final String job;
  private final Map<String, String> properties;
  private final Retries retries;

  BatchStep(Run run, Execution execution, StepKey key, String job, Map<String, String> properties) {
    this.run = run;
    this.execution = execution;
    this.key = key;
    this.job = job;
    this.properties = properties;
    this.retries = new Retries(run, execution, key);
  }

  BatchJobResult perform(StepOptions given) {
    check(given);
    if (run.probe().mocks(run.instance(), key)) {
      return mocked(given);
    }
    StepRecord record = run.reach(execution, key);
    while (!record.status().isFinished()) {
      if (record.status() == StepStatus.RETRYING) {
        retries.await(record);
      }
      if (record.status() == StepStatus.RETRYING || record.eventType() == null) {
        record = announce(record, given);
      }
      record = await(record);
    }
    return outcome(record);
  }

  private void check(StepOptions given) {
    if (job.isEmpty() || job.length() > LONGEST_JOB_NAME) {
      throw new InvalidOptionException(
          "job of step '%s' must be the name of a batch job, 1 to %d characters, was '%s'"
              .formatted(key.shown(), LONGEST_JOB_NAME, job));
    }
    if (given.sensitive()
        || given.largeResult()
        || given.compensation().isPresent()
        || given.retry().delayFunction().isPresent()) {
      throw new InvalidOptionException(
          "options of batch step '%s' may have retries and a timeout only: leave compensation, sensitive, largeResult and the delay function out"
              .formatted(key.shown()));
    }
  }

  /** Lets a test say how the attempts end. */
  private BatchJobResult mocked(StepOptions given) {
    StepBody<BatchJobResult> notMocked =
        context -> {
          throw new BatchJobFailedException(
              BatchJobFailedException.NOT_STARTED,
              "Attempt %d of batch step '%s' is not mocked, although others are"
                  .formatted(context.attempt(), key.shown()));
        };
    RunStep step = new RunStep(run, execution, key, BatchJobResult.class, notMocked, false);
    return (BatchJobResult) Objects.requireNonNull(step.perform(given));
  }

  /** Records the attempt, of which the job is then asked for. */
  private StepRecord announce(StepRecord record, StepOptions given) {
    if (run.isHalting()) {
      throw execution.park(Parking.until(run.now()));
    }
    int number = record.attempt() + 1;
    StepOptions live =
        given.withRetry(given.retry().orElse(run.services().settings().stepDefaults().retry()));
    StepRecord marked =
        record.options() == null
            ? record.withOptions(
                RecordedOptions.write(live) + " " + BatchMarks.of(job, run.instance().epoch()))
            : record;
    @Nullable Instant deadline =
        RecordedOptions.timeout(marked.options()).map(run.now()::plus).orElse(null);
    StepRecord announced = marked.awaiting(number, BatchCall.Key.eventType(record.seq()), deadline);
    run.record(execution, announced, List.of());
    return announced;
  }

  private StepRecord await(StepRecord record) {
    if (run.isHalting()) {
      throw execution.park(Parking.forEvent(record));
    }
    @Nullable EventRecord told = run.journal().takeLatest(record).orElse(null);
    BatchCall call;
    try {
      call = call(record);
    } catch (BatchJobFailedException e) {
      return failed(record, run.now(), e, true);
    }
    if (call.attempt() == record.attempt() && call.status() != BatchCall.Status.OPEN) {
      return ended(record, call, told);
    }
    if (record.dueAt() != null && !run.now().isBefore(record.dueAt())) {
      return failed(
          record,
          call.requestedAt(),
          new StepTimeoutException(
              "Batch step '%s' timed out: job '%s' did not end in time and is stopped"
                  .formatted(key.shown(), job)),
          false);
    }
    throw execution.park(Parking.forEvent(record));
  }

  /** Returns the call as it is stored, and asks for the job unless that has been done. */
  private BatchCall call(StepRecord record) {
    run.barrier(execution);
    try {
      BatchCall.Key callKey = BatchMarks.key(run.instance().number(), record);
      Optional<BatchCall> known =
          run.services()
              .ports()
              .batchCalls()
              .find(callKey)
              .filter(it -> it.attempt() >= record.attempt());
      if (known.isPresent()) {
        return known.get();
      }
      BatchCall wanted = request(callKey, record);
      run.services().ports().batchCalls().request(wanted);
      return wanted;
    } catch (BatchJobFailedException e) {
      throw e;
    } catch (RuntimeException e) { // the database may be away
      LOG.log(
          Level.WARNING,
          () ->
              "Instance %s: the batch job of step '%s' could not be asked for; trying again soon"
                  .formatted(run.instance().key(), key.shown()),
          e);
      throw execution.park(Parking.until(run.now().plus(LOOK_AGAIN)));
    }
  }

  private BatchCall request(BatchCall.Key callKey, StepRecord record) {
    return new BatchCall(
        callKey,
        run.services().ports().ids().newId(),
        run.instance().key().workflow(),
        Objects.requireNonNullElse(BatchMarks.job(record), job),
        run.services().ports().codec().encode(new TreeMap<>(properties)),
        record.attempt(),
        run.now(),
        null,
        null,
        BatchCall.Status.OPEN,
        null,
        null);
  }

  private StepRecord ended(StepRecord record, BatchCall call, @Nullable EventRecord told) {
    @Nullable ErrorInfo error = call.error();
    if (error == null) {
      StepRecord completed =
          record.childEnded(StepStatus.COMPLETE, call.result(), null, told, run.now());
      run.record(execution, completed, List.of());
      return completed;
    }
    String code = Objects.requireNonNullElse(error.code(), BatchJobFailedException.FAILED);
    return failed(
        record,
        call.requestedAt(),
        new BatchJobFailedException(code, error.message()),
        code.equals(BatchJobFailedException.ABANDONED));
  }

  private StepRecord failed(
      StepRecord record, Instant startedAt, RuntimeException thrown, boolean isFinal) {
    return retries.failed(record, record.attempt(), startedAt, thrown, isFinal);
  }

  private BatchJobResult outcome(StepRecord record) {
    @Nullable Failure failure = record.failure();
    if (failure != null) {
      throw new StepFailedException(key.name(), record.attempt(), failure.error(), failure.types());
    }
    try {
      EncodedValue result = Objects.requireNonNull(record.result());
      return (BatchJobResult)
          Objects.requireNonNull(
              run.services().ports().codec().decode(result, BatchJobResult.class));
    } catch (UndecodableException e) {
      throw run.fatal(execution, RunStep.unreadable(key, e));
    }
  }
}
