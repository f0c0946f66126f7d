package dev.holdfast.engine.run;

import dev.holdfast.api.ChildFailedException;
import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.engine.model.ChildEnd;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Performs one call of {@code step.startChild} or {@code step.callChild}: answers from the journal,
 * or starts the child and, for a call, waits for its end.
 */
final class ChildStep {

  private final Run run;
  private final Execution execution;
  private final StepKey key;
  private final String workflow;
  private final ChildOptions options;
  private final ChildStart start;

  ChildStep(Run run, Execution execution, StepKey key, String workflow, ChildOptions options) {
    this.run = run;
    this.execution = execution;
    this.key = key;
    this.workflow = workflow;
    this.options = options;
    this.start = new ChildStart(run, execution, key, options);
  }

  /** Starts the child and returns its id. */
  String start() {
    if (options.timeout().isPresent()) {
      throw new InvalidOptionException(
          "timeout of child '%s' must be left out: startChild does not wait; use callChild"
              .formatted(key.shown()));
    }
    StepRecord record = started(false);
    if (record.failure() != null) {
      throw notStarted(record, record.failure());
    }
    return child(record).id();
  }

  /** Starts the child, waits for its end and returns its output. */
  @Nullable Object call(Type type) {
    StepRecord record = started(true);
    if (!record.status().isFinished()) {
      record = new ChildWait(run, execution, start).await(record);
    }
    if (record.failure() != null) {
      throw failure(record, record.failure());
    }
    try {
      @Nullable EncodedValue output = record.result();
      return output == null ? null : run.services().ports().codec().decode(output, type);
    } catch (UndecodableException e) {
      throw run.fatal(execution, RunStep.unreadable(key, e));
    }
  }

  private StepRecord started(boolean awaited) {
    StepRecord record = run.reach(execution, key);
    if (record.child() != null && awaited != (record.eventType() != null)) {
      throw run.fatal(execution, run.guard().otherUse(key, awaited));
    }
    if (record.status().isFinished()) {
      return record;
    }
    if (record.child() == null) {
      @Nullable String endType = awaited ? ChildEnd.eventType(record.seq()) : null;
      record = start.announce(record, workflow, endType);
    }
    return start.start(record);
  }

  private RuntimeException failure(StepRecord record, Failure failure) {
    if (!failure.types().contains(ChildFailedException.class.getName())) {
      return notStarted(record, failure);
    }
    InstanceKey child = child(record);
    return new ChildFailedException(
        Objects.requireNonNull(failure.error().code()),
        failure.error().message(),
        child.workflow(),
        child.id(),
        childError(record));
  }

  private @Nullable ErrorInfo childError(StepRecord record) {
    @Nullable EncodedValue error = record.result();
    return error == null
        ? null
        : (ErrorInfo) run.services().ports().codec().decode(error, ErrorInfo.class);
  }

  private StepFailedException notStarted(StepRecord record, Failure failure) {
    return new StepFailedException(key.name(), record.attempt(), failure.error(), failure.types());
  }

  private static InstanceKey child(StepRecord record) {
    return Objects.requireNonNull(record.child());
  }
}
