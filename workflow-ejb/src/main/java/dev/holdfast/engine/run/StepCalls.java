package dev.holdfast.engine.run;

import dev.holdfast.api.Branch;
import dev.holdfast.api.BranchBody;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.ReceivedEvent;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    checkCall();
    StepKey key = execution.nextKey(StepKind.RUN, name);
    if (!run.countStep(key)) {
      throw new WorkflowException(
          "step.limit_reached",
          "Step '%s' of instance %s is one too many: the limit of workflow '%s' is %d steps. Split the work into instances of its own, or raise stepLimit."
              .formatted(
                  key.shown(),
                  run.instance().key(),
                  run.definition().name(),
                  run.definition().stepLimit()));
    }
    checkName(name);
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
    checkCall();
    checkName(name);
    if (body == null) {
      throw new WorkflowException(
          "step.missing_body", "Branch '" + name + "' has no body: pass the code to run.");
    }
    String scope = execution.nextScope(name);
    Strands strands = run.strands(); // those of a compensation are there only after abandoning
    if (execution.isAbandoned()) {
      throw new Suspension();
    }
    Strand strand = strands.fork(scope, name, body, execution.strand().lastTicket());
    return new StrandBranch<>(this, strand);
  }

  @Override
  public <T extends @Nullable Object> List<T> all(List<? extends Branch<? extends T>> branches) {
    List<T> results = new ArrayList<>(branches.size());
    @Nullable Exception first = null;
    for (Branch<? extends T> branch : branches) {
      try {
        results.add(branch.await());
      } catch (Exception e) { // the failure of a branch may be anything
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw StrandBranch.unchecked(first);
    }
    return results;
  }

  /** Waits for a branch on behalf of its handle. */
  Strand await(Strand target) {
    checkCall();
    run.strands().await(execution, target);
    target.observed();
    execution.strand().dependsOn(target.lastTicket());
    return target;
  }

  private StepKey next(StepKind kind, String name) {
    checkCall();
    checkName(name);
    return execution.nextKey(kind, name);
  }

  private void checkCall() {
    if (run.rollback().isInHandler()) {
      throw new WorkflowException(
          "step.rolling_back",
          "A step of instance %s was called by the handler of a compensation: handlers cannot call steps, so do the work in the handler itself."
              .formatted(run.instance().key()));
    }
    if (execution.isInBody()) {
      throw new WorkflowException(
          "step.nested",
          "A step of instance %s was called inside the body of another step: call steps one after the other, or in branches."
              .formatted(run.instance().key()));
    }
    if (!execution.isOnItsThread()) {
      throw new WorkflowException(
          "step.wrong_scope",
          "A step of instance %s was called outside its scope: inside a branch use only the object that the branch is given, and never from threads of your own."
              .formatted(run.instance().key()));
    }
    if (execution.parking() != null || execution.isAbandoned()) {
      throw new Suspension();
    }
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
