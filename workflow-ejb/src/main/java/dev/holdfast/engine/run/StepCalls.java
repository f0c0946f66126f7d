package dev.holdfast.engine.run;

import dev.holdfast.api.BatchJobResult;
import dev.holdfast.api.Branch;
import dev.holdfast.api.BranchBody;
import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.ItemBody;
import dev.holdfast.api.Losers;
import dev.holdfast.api.ReceivedEvent;
import dev.holdfast.api.Settled;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepLimitException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.Winner;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is the {@link WorkflowStep} of one pass: checks each call, numbers it and hands it on. */
final class StepCalls implements WorkflowStep {

  private static final int LONGEST_NAME = 256;

  private final Run run;
  private final Execution execution;

  StepCalls(Run run, Execution execution) {
    this.run = run;
    this.execution = execution;
  }

  @Override
  public <T extends @Nullable Object> T run(String name, StepOptions options, StepBody<T> body) {
    return perform(name, null, options, body, false);
  }

  @Override
  public <T extends @Nullable Object> T run(
      String name, TypeToken<T> type, StepOptions options, StepBody<T> body) {
    return perform(name, type.type(), options, body, false);
  }

  @Override
  public <T extends @Nullable Object> T transactional(
      String name, StepOptions options, StepBody<T> body) {
    return perform(name, null, options, body, true);
  }

  @Override
  public <T extends @Nullable Object> T transactional(
      String name, TypeToken<T> type, StepOptions options, StepBody<T> body) {
    return perform(name, type.type(), options, body, true);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the codec gives back the type that went in
  private <T extends @Nullable Object> T perform(
      String name,
      @Nullable Type type,
      StepOptions options,
      StepBody<T> body,
      boolean transactional) {
    if (body == null) {
      throw new WorkflowException(
          "step.missing_body", "Step '" + name + "' has no body: pass the code to run.");
    }
    StepKey key = count(StepKind.RUN, name);
    return (T) new RunStep(run, execution, key, type, body, transactional).perform(options);
  }

  @Override
  public void sleep(String name, Duration duration) {
    StepKey key = next(StepKind.SLEEP, name);
    new Sleep(run, execution, key).sleepFor(duration);
  }

  @Override
  public void sleepUntil(String name, Instant instant) {
    StepKey key = next(StepKind.SLEEP, name);
    new Sleep(run, execution, key).sleepUntil(instant);
  }

  @Override
  public <T extends @Nullable Object> ReceivedEvent<T> waitForEvent(
      String name, String type, TypeToken<T> payload, Duration timeout) {
    StepKey key = next(StepKind.WAIT_FOR_EVENT, name);
    return new EventWait<T>(run, execution, key).await(type, payload, timeout);
  }

  @Override
  public <T extends @Nullable Object> Branch<T> branch(String name, BranchBody<T> body) {
    return new StrandBranch<>(this, fork(name, body, null));
  }

  /** Starts a branch, unless an earlier pass has or a race has given it up. */
  Strand fork(String name, BranchBody<?> body, @Nullable Turns turns) {
    checkCall();
    checkName(name);
    if (body == null) {
      throw new WorkflowException(
          "step.missing_body", "Branch '" + name + "' has no body: pass the code to run.");
    }
    String scope = execution.nextScope(name);
    Strand strand =
        new Strand(
            scope, name, body, execution.strand().lastTicket(), run.branches().lastLog(scope));
    if (run.branches().isCancelled(scope) && !run.rollback().isRebuilding()) {
      strand.cancelled(0);
    }
    return run.strands().fork(execution, strand, turns);
  }

  @Override
  public <T extends @Nullable Object> List<T> all(List<? extends Branch<? extends T>> branches) {
    return new Branches(this).all(strands(branches));
  }

  @Override
  public <T extends @Nullable Object> List<Settled<T>> allSettled(
      List<? extends Branch<? extends T>> branches) {
    return new Branches(this).allSettled(strands(branches));
  }

  @Override
  public <T extends @Nullable Object> Winner<T> race(
      String name, List<? extends Branch<? extends T>> branches, Losers losers) {
    return decide(name, new Race(Race.Rule.ENDED, strands(branches)), losers);
  }

  @Override
  public <T extends @Nullable Object> Winner<T> any(
      String name, List<? extends Branch<? extends T>> branches, Losers losers) {
    return decide(name, new Race(Race.Rule.SUCCEEDED, strands(branches)), losers);
  }

  private <T extends @Nullable Object> Winner<T> decide(String name, Race race, Losers losers) {
    if (race.runners().isEmpty()) {
      throw new InvalidOptionException(
          "branches of race '%s' must be one or more, was an empty list".formatted(name));
    }
    StepKey key = next(StepKind.RACE, name);
    RaceStep step = new RaceStep(run, execution, key, race, losers);
    return new Branches(this).winner(step, race.runners());
  }

  @Override
  public <I extends @Nullable Object, T extends @Nullable Object> List<T> forEach(
      String name,
      List<? extends I> items,
      int concurrency,
      ItemBody<? super I, ? extends T> body) {
    if (body == null) {
      throw new WorkflowException(
          "step.missing_body", "Loop '" + name + "' has no body: pass the code to run.");
    }
    if (concurrency < 1) {
      throw new InvalidOptionException(
          "concurrency of loop '%s' must be >= 1, was %d".formatted(name, concurrency));
    }
    Turns turns = new Turns(concurrency);
    List<Strand> started = new ArrayList<>(items.size());
    for (I item : items) {
      started.add(fork(name, branch -> body.run(branch, item), turns));
    }
    return new Branches(this).all(started);
  }

  private List<Strand> strands(List<? extends Branch<?>> branches) {
    checkCall();
    List<Strand> strands = new ArrayList<>(branches.size());
    for (Branch<?> branch : branches) {
      if (!(branch instanceof StrandBranch<?> own) || !own.isStartedBy(this)) {
        throw wrongScope();
      }
      strands.add(own.strand());
    }
    return strands;
  }

  /** Waits for a branch on behalf of its handle. */
  Strand await(Strand target) {
    checkCall();
    run.strands().await(execution, target);
    target.observed();
    execution.strand().dependsOn(target.lastTicket());
    return target;
  }

  @Override
  public String startChild(String name, String workflow, ChildOptions options) {
    StepKey key = count(StepKind.CHILD, name);
    return new ChildStep(run, execution, key, workflow, options).start();
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // decoded as the type that the token names
  public <T extends @Nullable Object> T callChild(
      String name, String workflow, ChildOptions options, TypeToken<T> type) {
    StepKey key = count(StepKind.CHILD, name);
    return (T) new ChildStep(run, execution, key, workflow, options).call(type.type());
  }

  @Override
  public BatchJobResult batch(
      String name, String job, Map<String, String> properties, StepOptions options) {
    StepKey key = count(StepKind.BATCH, name);
    return new BatchStep(run, execution, key, job, properties).perform(options);
  }

  @Override
  public void progress(@Nullable Object value) {
    checkNotInHandler();
    checkScope();
    run.progress().publish(execution, value);
  }

  /** Numbers a call that counts towards the step limit. */
  private StepKey count(StepKind kind, String name) {
    checkCall();
    StepKey key = execution.nextKey(kind, name);
    if (!run.countStep(key)) {
      throw new StepLimitException(
          "Step '%s' of instance %s is one too many: the limit of workflow '%s' is %d steps. Split the work into instances of its own, or raise stepLimit."
              .formatted(
                  key.shown(),
                  run.instance().key(),
                  run.definition().name(),
                  run.definition().stepLimit()));
    }
    checkName(name);
    return key;
  }

  private StepKey next(StepKind kind, String name) {
    checkCall();
    checkName(name);
    return execution.nextKey(kind, name);
  }

  private void checkNotInHandler() {
    if (run.rollback().isInHandler()) {
      throw new WorkflowException(
          "step.rolling_back",
          "A step of instance %s was called by the handler of a compensation: handlers cannot call steps, so do the work in the handler itself."
              .formatted(run.instance().key()));
    }
  }

  private void checkCall() {
    checkNotInHandler();
    if (execution.isInBody()) {
      throw new WorkflowException(
          "step.nested",
          "A step of instance %s was called inside the body of another step: call steps one after the other, or in branches."
              .formatted(run.instance().key()));
    }
    checkScope();
  }

  private void checkScope() {
    if (!execution.isOnItsThread()) {
      throw wrongScope();
    }
    if (execution.parking() != null || execution.isAbandoned()) {
      throw new Suspension();
    }
  }

  private WorkflowException wrongScope() {
    return new WorkflowException(
        "step.wrong_scope",
        "A step of instance %s was called outside its scope: inside a branch use only the object that the branch is given and branches made with it, and never from threads of your own."
            .formatted(run.instance().key()));
  }

  private static void checkName(String name) {
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(character -> character < ' ')) {
      throw new InvalidRequestException(
          "step.invalid_name",
          "Step name '%s' is not allowed: use 1 to %d characters, none of them a control character."
              .formatted(name, LONGEST_NAME));
    }
  }
}
