package dev.holdfast.engine.run;

import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.ChildMarks;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts the child of a step. The step names it, durably, before it exists; so an execution that
 * was lost in between asks for the same child again, and the parent's end knows all its children.
 */
final class ChildStart {

  private final Run run;
  private final Execution execution;
  private final StepKey key;
  private final ChildOptions options;
  private final Retries retries;

  ChildStart(Run run, Execution execution, StepKey key, ChildOptions options) {
    this.run = run;
    this.execution = execution;
    this.key = key;
    this.options = options;
    this.retries = new Retries(run, execution, key);
  }

  /**
   * Names the child of a step that has been reached for the first time.
   *
   * @param endType type of the event that tells of its end; null when that is not waited for
   */
  StepRecord announce(StepRecord reached, String workflow, @Nullable String endType) {
    String id = options.id().orElseGet(() -> ChildIds.derive(run.instance(), key));
    StepOptions retries = run.services().settings().stepDefaults();
    StepOptions recorded =
        options
            .timeout()
            .map(StepOptions.ofRetry(retries.retry())::withTimeout)
            .orElse(StepOptions.ofRetry(retries.retry()));
    return write(
        reached
            .starting(new InstanceKey(workflow, id), endType)
            .withOptions(
                RecordedOptions.write(recorded)
                    + " "
                    + ChildMarks.of(options.closePolicy(), run.instance().epoch())));
  }

  /** Starts the child of a step that has named it, or fails the step for good. */
  StepRecord start(StepRecord announced) {
    StepRecord record = announced;
    while (!isStarted(record)) {
      if (record.status() == StepStatus.RETRYING) {
        retries.await(record);
      }
      record = attempt(record);
    }
    return record;
  }

  /** An attempt counts once it has succeeded, or failed. */
  private static boolean isStarted(StepRecord record) {
    return record.status().isFinished()
        || (record.status() == StepStatus.RUNNING && record.attempt() > 0);
  }

  private StepRecord attempt(StepRecord record) {
    run.barrier(execution);
    if (run.isHalting()) {
      throw execution.park(Parking.until(run.now()));
    }
    int number = record.attempt() + 1;
    Instant startedAt = run.now();
    try {
      Optional<InstanceRecord> child = run.services().children().start(request(record));
      if (child.isEmpty()) {
        run.abandon();
        throw new Suspension();
      }
      return started(record.attempting(number), child.get());
    } catch (InstanceAlreadyExistsException
        | InvalidRequestException
        | PayloadTooLargeException e) {
      return retries.failed(record, number, startedAt, e, true);
    } catch (RuntimeException e) { // whatever keeps the child from being stored may pass
      return retries.failed(record, number, startedAt, e, false);
    }
  }

  private ChildRequest request(StepRecord record) {
    return new ChildRequest(
        Objects.requireNonNull(record.child()),
        options,
        ChildMarks.parent(run.instance(), record),
        run.lease());
  }

  private StepRecord started(StepRecord record, InstanceRecord child) {
    StepRecord marked = isOwn(record, child) ? record : ChildMarks.withExisting(record);
    if (record.eventType() == null) {
      return write(
          marked.completed(
              record.attempt(),
              run.services().ports().codec().encode(child.key().id()),
              run.now()));
    }
    return write(
        recorded(record).timeout().map(it -> marked.dueAt(run.now().plus(it))).orElse(marked));
  }

  /** Tells whether an instance was started by this step, in this life of the parent or before. */
  boolean isOwn(StepRecord record, InstanceRecord child) {
    return ChildMarks.parent(run.instance(), record).equals(child.origin().parent());
  }

  private static StepOptions recorded(StepRecord record) {
    return RecordedOptions.read(Objects.requireNonNull(record.options()), StepOptions.DEFAULT);
  }

  private StepRecord write(StepRecord record) {
    run.record(execution, record, List.of());
    return record;
  }
}
