package dev.holdfast.engine.run;

import dev.holdfast.api.Durations;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepContext;
import dev.holdfast.api.StepTimeoutException;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.StepRecord;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Is one attempt of a step: its body under watch, and what is recorded of it if it fails. */
final class Attempt implements BodyRun.Watcher {

  private static final System.Logger LOG = System.getLogger(Attempt.class.getName());

  private final RunStep step;
  private final StepContext context;
  private final StepRecord before;
  private final Consumer<StepRecord> whenLong;
  private final Instant startedAt;

  Attempt(RunStep step, StepContext context, StepRecord before, Consumer<StepRecord> whenLong) {
    this.step = step;
    this.context = context;
    this.before = before;
    this.whenLong = whenLong;
    this.startedAt = step.run().now();
  }

  StepContext context() {
    return context;
  }

  /**
   * Runs the body on this thread.
   *
   * @throws StepTimeoutException when it took longer than its timeout, whatever it did then
   * @throws Suspension when the run is not wanted any more
   */
  @Nullable Object runBody(StepBody<?> body) throws Throwable {
    Execution execution = step.execution();
    BodyWatch watch = step.run().services().watch();
    BodyRun watched = watch.begin(timeout(), this);
    @Nullable Object value = null;
    @Nullable Throwable thrown = null;
    execution.enterBody(watched);
    try {
      value = body.run(context);
    } catch (Throwable t) { // anything a body throws fails the attempt
      thrown = t;
    }
    execution.leaveBody();
    BodyRun.End end = watch.end(watched);
    if (execution.isAbandoned() || end == BodyRun.End.GIVEN_UP) {
      throw new Suspension();
    }
    StepWarnings.attemptEnded(
        step.run().instance().key(),
        step.key(),
        Duration.between(startedAt, step.run().now()),
        timeout());
    if (end == BodyRun.End.LATE || thrown instanceof StepProbe.ForcedTimeout) {
      throw timedOut();
    }
    if (thrown != null) {
      throw thrown;
    }
    return value;
  }

  AttemptRecord record(
      Instant endedAt, Failure failure, Throwable thrown, @Nullable Duration retryDelay) {
    return new AttemptRecord(
        before.seq(),
        context.attempt(),
        startedAt,
        endedAt,
        failure,
        Failures.stackTrace(thrown),
        retryDelay == null ? null : retryDelay.toMillis(),
        0);
  }

  @Override
  public void isLong() {
    whenLong.accept(RunStep.withMarks(before, context.options()).attempting(context.attempt()));
  }

  @Override
  public void isStuck() {
    LOG.log(
        Level.WARNING,
        "Instance {0}: step ''{1}'' does not react to the interrupt after its timeout; its thread"
            + " is given up and stays in use until the body returns",
        step.run().instance().key(),
        step.key().shown());
    step.run().services().ports().threads().execute(this::giveUp);
  }

  private void giveUp() {
    try {
      step.failed(before, this, timedOut());
      step.run().strands().redo(step.execution());
    } catch (Suspension e) {
      // the run is over: nothing to record
    }
  }

  private StepTimeoutException timedOut() {
    return new StepTimeoutException(
        "Step '%s' timed out after %d ms".formatted(step.key().shown(), timeout().toMillis()));
  }

  Duration timeout() {
    return context.options().timeout().orElse(Durations.ONE_YEAR);
  }
}
