package dev.holdfast.engine.run;

import dev.holdfast.api.Compensation;
import dev.holdfast.api.CompensationContext;
import dev.holdfast.api.CompensationHandler;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.run.RollbackHandlers.Handled;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the handlers of a compensation, one after the other, each as a step of its own: what is
 * recorded as undone is passed over, and the first handler that fails for good is the last. May be
 * run again from its top at any time.
 */
final class RollbackChain {

  private final Run run;
  private final Execution execution;
  private final RollbackHandlers handlers;
  private final Failure trigger;

  RollbackChain(Run run, Execution execution, RollbackHandlers handlers, Failure trigger) {
    this.run = run;
    this.execution = execution;
    this.handlers = handlers;
    this.trigger = trigger;
  }

  /** Undoes what is left of the plan; returns what became of it. */
  Rollback undo() {
    List<StepRecord> plan = plan(run);
    for (StepRecord compensation : plan) {
      if (!compensation.status().isFinished()) {
        undo(compensation);
      }
      Optional<Rollback> failed = failure(run);
      if (failed.isPresent()) {
        run.recordUnlogged(execution, leftOut(run));
        return failed.get();
      }
    }
    return Rollback.COMPLETE;
  }

  /** Returns the compensations of an instance, in the order in which they run. */
  static List<StepRecord> plan(Run run) {
    return run.journal().steps().stream()
        .filter(step -> step.key().kind() == StepKind.COMPENSATION)
        .toList();
  }

  /** Returns what became of a compensation in which a handler has failed for good. */
  static Optional<Rollback> failure(Run run) {
    return plan(run).stream()
        .map(StepRecord::failure)
        .filter(Objects::nonNull)
        .findFirst()
        .map(failure -> Rollback.failed(failure.error()));
  }

  /** Records that the next handler is not run again, nor any after it. */
  static void stop(Run run, RunWriter writer, Failure why) {
    plan(run).stream()
        .filter(step -> !step.status().isFinished())
        .findFirst()
        .ifPresent(
            step -> {
              Instant now = run.now();
              writer.append(
                  step.failed(StepStatus.ERRORED, step.attempt(), why, now), List.of(), now);
            });
    writer.appendUnlogged(leftOut(run));
  }

  /** Returns the ends of the compensations that are not run because an earlier one has failed. */
  static List<StepRecord> leftOut(Run run) {
    Instant now = run.now();
    return plan(run).stream()
        .filter(step -> !step.status().isFinished())
        .map(step -> step.cancelled(now))
        .toList();
  }

  @SuppressWarnings("NullAway") // a compensation has no result
  private void undo(StepRecord compensation) {
    StepKey step = compensation.key().as(StepKind.RUN);
    Optional<Handled> handled = handlers.find(step);
    run.journal().begin(compensation.key(), run.now());
    if (handled.isEmpty()) {
      StepRecord begun = run.reach(execution, compensation.key());
      run.record(
          execution, begun.failed(StepStatus.ERRORED, 0, missing(step), run.now()), List.of());
      return;
    }
    try {
      new RunStep(
              run,
              execution,
              compensation.key(),
              null,
              context -> {
                compensate(step, handled.get(), context.attempt());
                return null;
              },
              handled.get().compensation().transactional())
          .perform(options(handled.get().compensation()));
    } catch (StepFailedException e) {
      // the journal has it
    }
  }

  private static StepOptions options(Compensation compensation) {
    StepOptions options = StepOptions.ofRetry(compensation.retry());
    return compensation.timeout().map(options::withTimeout).orElse(options);
  }

  @SuppressWarnings("unchecked") // the handler was given for this step
  private void compensate(StepKey step, Handled handled, int attempt) throws Exception {
    CompensationHandler<@Nullable Object> handler =
        (CompensationHandler<@Nullable Object>) handled.compensation().handler();
    Optional<StepRecord> record = run.journal().find(step);
    boolean hasOutput = record.filter(it -> it.status() == StepStatus.COMPLETE).isPresent();
    handler.compensate(
        new CompensationContext<>(
            step.name(),
            step.occurrence(),
            record.map(it -> Math.max(1, it.attempt())).orElse(1),
            attempt,
            record.map(it -> RunStep.options(it, handled.options())).orElse(handled.options()),
            RunStep.idempotencyKey(run, step),
            trigger.error(),
            hasOutput,
            hasOutput ? output(record.get(), handled) : null));
  }

  private @Nullable Object output(StepRecord step, Handled handled) {
    try {
      return StepResult.of(run, step, handled.type());
    } catch (UndecodableException e) {
      Failure failure = RunStep.unreadable(step.key(), e);
      throw new WorkflowException(
          Objects.requireNonNull(failure.error().code()), failure.error().message(), e);
    }
  }

  private Failure missing(StepKey step) {
    return Failures.ofEngine(
        WorkflowException.class,
        "compensation.missing",
        "Step '%s' of instance %s was recorded with a compensation, but the code of version %s does not come to such a step with one: undo it by hand, or restore the code and restart the instance."
            .formatted(step.shown(), run.instance().key(), run.definition().version()));
  }
}
