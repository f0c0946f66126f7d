package dev.holdfast.engine.run;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import dev.holdfast.engine.journal.Ticket;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Is what a run knows of its compensation, and leads through it.
 *
 * <p>First it is decided what is to be undone. If that cannot be told yet, or the handlers are not
 * known, the code is replayed: each strand stops at its first step that has not ended, no body
 * runs, and nothing is written. Then the plan becomes durable together with the status, and the
 * handlers run in a strand of their own. A crash finds either no plan, and another run decides
 * again, or the plan, and what of it is done.
 *
 * <p>Everything that leads on is called while the run is being settled, by one thread at a time.
 */
final class RunRollback {

  private enum Stage {
    /** The code is executed. */
    NONE,
    /** The code is replayed, to find its handlers. */
    REBUILDING,
    /** Handlers run. */
    UNDOING
  }

  private final Run run;
  private final InstanceRecord instance;
  private final RunWriter writer;
  private final RollbackHandlers handlers = new RollbackHandlers();
  private final Set<String> openScopes = ConcurrentHashMap.newKeySet();
  private volatile Stage stage = Stage.NONE;
  private volatile @Nullable Execution undoing;
  private Failure trigger = Failure.TERMINATION;
  private boolean isPlanned;

  RunRollback(Run run, InstanceRecord instance, RunWriter writer) {
    this.run = run;
    this.instance = instance;
    this.writer = writer;
  }

  RollbackHandlers handlers() {
    return handlers;
  }

  boolean isUnderWay() {
    return stage != Stage.NONE;
  }

  boolean isRebuilding() {
    return stage == Stage.REBUILDING;
  }

  /** Returns the status of the instance while it waits. */
  InstanceStatus waitingStatus() {
    return stage == Stage.UNDOING ? InstanceStatus.ROLLING_BACK : InstanceStatus.WAITING;
  }

  /** Tells whether the calling thread is that of a handler. */
  boolean isInHandler() {
    @Nullable Execution handling = undoing;
    return handling != null && handling.isOnItsThread() && handling.isInBody();
  }

  /**
   * Takes note of a step that has not ended and that a strand has come to. After a crash the first
   * one in each branch may have started in the execution that was lost.
   */
  void cameTo(StepKey step) {
    if (instance.recoveries() > 0 && openScopes.add(step.scope())) {
      handlers.started(step);
    }
  }

  /** Ends the instance with an error, after its compensation if there is anything to undo. */
  void fail(Failure failure) {
    trigger = failure;
    List<StepRecord> toUndo = toUndo();
    if (instance.recoveries() > 0 || !toUndo.stream().allMatch(this::isHandlerKnown)) {
      rebuild();
    } else {
      begin(toUndo);
    }
  }

  /** Ends an instance that its server did not survive too often, before its code runs again. */
  void giveUp(Failure exhausted) {
    boolean wasRollingBack = instance.status() == InstanceStatus.ROLLING_BACK;
    if (!wasRollingBack && !isHopeless()) {
      fail(exhausted);
      return;
    }
    trigger = wasRollingBack ? recordedTrigger().orElse(Failure.TERMINATION) : exhausted;
    RollbackChain.stop(run, writer, exhausted);
    boolean isAny = wasRollingBack || !toUndo().isEmpty();
    end(isAny ? Rollback.failed(exhausted.error()) : null);
  }

  /** Tells whether not even finding the handlers has been survived, as often as all else before. */
  private boolean isHopeless() {
    return instance.recoveries() > 2 * run.services().settings().recoveryLimit() + 1;
  }

  /** Goes on with an instance that is rolling back. */
  void resume() {
    Optional<Failure> recorded = recordedTrigger();
    trigger = recorded.orElse(Failure.TERMINATION);
    isPlanned = recorded.isPresent();
    if (isPlanned && isDone()) {
      writer.appendUnlogged(RollbackChain.leftOut(run));
      end(RollbackChain.failure(run).orElse(Rollback.COMPLETE));
    } else if (!isPlanned && instance.recoveries() == 0 && toUndo().isEmpty()) {
      end(null);
    } else {
      rebuild();
    }
  }

  private Optional<Failure> recordedTrigger() {
    return Optional.ofNullable(instance.failure());
  }

  private boolean isDone() {
    return RollbackChain.failure(run).isPresent()
        || RollbackChain.plan(run).stream().allMatch(step -> step.status().isFinished());
  }

  /** Says what is to be done when a strand has changed; empty when the compensation goes on. */
  Optional<Runnable> next(Strands strands) {
    return switch (stage) {
      case NONE -> Optional.empty();
      case REBUILDING -> strands.isAtRest() ? Optional.of(this::rebuilt) : Optional.empty();
      case UNDOING ->
          strands.isAllDone() ? Optional.of(() -> undone(strands.main())) : Optional.empty();
    };
  }

  /** Runs one pass of a strand: of the code, which is only replayed, or of the handlers. */
  @Nullable Object execute(Execution execution) throws Exception {
    if (execution.isAbandoned()) { // taken up before the compensation began
      throw new Suspension();
    }
    if (stage == Stage.REBUILDING) {
      return replay(execution);
    }
    undoing = execution;
    return new RollbackChain(run, execution, handlers, trigger).undo();
  }

  /** Replays a strand. A branch that a race has given up comes to its handlers, too. */
  private @Nullable Object replay(Execution execution) throws Exception {
    try {
      @Nullable Object result = execution.strand().body().run(new StepCalls(run, execution));
      if (!isGivenUp(execution)) {
        return result;
      }
    } catch (Throwable thrown) { // whatever the code throws
      if (!isGivenUp(execution)) {
        throw thrown;
      }
    }
    throw execution.strand().cancellation();
  }

  private boolean isGivenUp(Execution execution) {
    return run.branches().isWithinCancelled(execution.strand().scope());
  }

  /**
   * Lets a replay go no further than its records.
   *
   * @throws Suspension where a strand stops
   */
  void checkReplay(Execution execution) {
    if (stage == Stage.REBUILDING) {
      throw isGivenUp(execution) ? new Suspension() : execution.park(Parking.until(Instant.MAX));
    }
  }

  private void rebuild() {
    run.executeAnew(() -> stage = Stage.REBUILDING, null);
  }

  private void rebuilt() {
    if (isPlanned) {
      run.executeAnew(() -> stage = Stage.UNDOING, null);
    } else {
      begin(toUndo());
    }
  }

  private void begin(List<StepRecord> toUndo) {
    if (toUndo.isEmpty()) {
      end(null);
      return;
    }
    List<StepRecord> plan =
        toUndo.stream()
            .map(step -> run.journal().reach(step.key().as(StepKind.COMPENSATION), run.now()))
            .toList();
    Ticket ticket = writer.beginRollback(trigger, plan, run.now());
    isPlanned = true;
    run.executeAnew(() -> stage = Stage.UNDOING, ticket);
  }

  private void undone(Strand chain) {
    @Nullable Throwable thrown = chain.failure();
    end(thrown == null ? (Rollback) chain.result() : Rollback.failed(Failures.of(thrown).error()));
  }

  private void end(@Nullable Rollback outcome) {
    if (trigger.isTermination()) {
      run.end(InstanceStatus.TERMINATED, Output.failed(null), outcome);
    } else {
      run.end(InstanceStatus.ERRORED, Output.failed(trigger), outcome);
    }
  }

  private List<StepRecord> toUndo() {
    return RollbackPlan.of(run.journal().steps(), handlers);
  }

  private boolean isHandlerKnown(StepRecord step) {
    return handlers.find(step.key()).isPresent();
  }
}
