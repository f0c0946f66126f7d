package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Branch;
import dev.holdfast.api.CompensationContext;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompensationOfRacesTest {

  private final EngineFixture engine = new EngineFixture();
  private final List<String> undone = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch inFlight = new CountDownLatch(1);

  @AfterEach
  void close() {
    engine.close();
  }

  private StepOptions undoable() {
    return StepOptions.DEFAULT.withCompensation(this::undo);
  }

  private void undo(CompensationContext<@Nullable Object> context) {
    undone.add(context.stepName() + (context.hasOutput() ? "=" + context.output() : ""));
  }

  private Object book(WorkflowStep step, String name) {
    return step.run(name, undoable(), () -> bodies.add(name));
  }

  /** Runs a race that 'quick' wins while a body of 'slow', below it, is in flight. */
  private void race(WorkflowStep step) {
    Branch<Object> slow =
        step.branch(
            "slow",
            branch -> {
              book(branch, "early");
              return branch
                  .branch(
                      "below",
                      below ->
                          below.run(
                              "held",
                              undoable(),
                              () -> {
                                bodies.add("held");
                                inFlight.countDown();
                                return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                              }))
                  .await();
            });
    Branch<Object> quick =
        step.branch(
            "quick",
            branch ->
                branch.run("quick", () -> bodies.add("q") && inFlight.await(10, TimeUnit.SECONDS)));
    step.race("first", List.of(slow, quick));
    try {
      slow.await();
    } catch (WorkflowException e) {
      book(step, e.code());
    }
  }

  @Test
  void undoesWhatALoserHasDoneAndWasDoing() {
    engine.deploy(
        "w",
        (event, step) -> {
          race(step);
          throw new IllegalStateException("out of luck");
        });

    Rollback rollback = engine.awaitEnd(engine.create("w")).rollback();

    assertThat(rollback).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("branch.cancelled=true", "held", "early=true");
  }

  @Test
  void findsTheHandlersOfALoserAgainAfterACrash() {
    engine.deploy(
        "w",
        (event, step) -> {
          race(step);
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.crashAndRestart();

    engine.steer(key, new Command.Terminate(true));

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("branch.cancelled=true", "held", "early=true");
    assertThat(bodies).containsExactlyInAnyOrder("early", "held", "q", "branch.cancelled");
  }
}
