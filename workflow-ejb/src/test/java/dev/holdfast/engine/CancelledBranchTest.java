package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Branch;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelledBranchTest {

  private final EngineFixture engine = new EngineFixture();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> undone = new CopyOnWriteArrayList<>();
  private final CountDownLatch loserHangs = new CountDownLatch(1);

  @AfterEach
  void close() {
    engine.close();
  }

  private StepOptions undoable() {
    return StepOptions.DEFAULT.withCompensation(
        context -> undone.add(context.stepName() + (context.hasOutput() ? " done" : " maybe")));
  }

  private String raceWithUndoableSteps(WorkflowStep step) {
    return step.race(
            "r",
            List.of(
                step.branch(
                    "loser",
                    b -> {
                      b.run("book", undoable(), () -> bodies.add("book"));
                      return b.run(
                          "pay",
                          undoable(),
                          () -> {
                            bodies.add("pay");
                            loserHangs.countDown();
                            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                            return "paid";
                          });
                    }),
                step.branch(
                    "winner",
                    b -> b.run("quick", () -> "" + loserHangs.await(10, TimeUnit.SECONDS)))))
        .name();
  }

  @Test
  void isUndoneLikeAnyOtherWhenTheInstanceFailsLater() {
    engine.deploy(
        "w",
        (event, step) -> {
          raceWithUndoableSteps(step);
          throw new IllegalStateException("out of luck");
        });

    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(undone).containsExactly("pay maybe", "book done");
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
  }

  @Test
  void isUndoneAlsoWhenItsHandlersHaveToBeFoundByAReplay() {
    engine.deploy(
        "w",
        (event, step) -> {
          raceWithUndoableSteps(step);
          step.sleep("nap", "1 hour");
          throw new IllegalStateException("out of luck");
        });
    InstanceKey key = engine.create("w");
    engine.awaitWaitingAt(key, "sleep nap-1");
    engine.crashAndRestart();

    engine.advance("1 hour");

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(undone).containsExactly("pay maybe", "book done");
    assertThat(bodies).containsExactly("book", "pay");
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
  }

  @Test
  void staysCancelledAndIsUndoneAfterARestartFromALaterStep() {
    engine.deploy(
        "w",
        (event, step) -> {
          raceWithUndoableSteps(step);
          step.run("later", () -> bodies.add("later"));
          if (bodies.size() > 3) {
            throw new IllegalStateException("out of luck");
          }
          return "done";
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    StepKey from = new StepKey(StepKind.RUN, "", "later", 1);
    engine.steer(key, new Command.Restart(Optional.of(from)));

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(bodies).containsExactly("book", "pay", "later", "later");
    assertThat(undone).containsExactly("pay maybe", "book done");
  }

  @Test
  void showsItsOpenStepsAsCancelledWhenTheWorkflowFailsBesideIt() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          step.branch(
              "sleeper",
              b -> {
                b.sleep("nap", "1 hour");
                return 1;
              });
          step.branch(
              "worker",
              b ->
                  b.run(
                      "work",
                      () -> {
                        hangs.countDown();
                        return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                      }));
          step.sleep("until both", "1 minute");
          hangs.await(10, TimeUnit.SECONDS);
          throw new IllegalStateException("failed beside them");
        });
    InstanceKey key = engine.create("w");
    engine.awaitSteps(key, 2);
    hangs.await(10, TimeUnit.SECONDS);
    engine.advance("1 minute");

    InstanceRecord ended = engine.awaitEnd(key);

    assertThat(ended.failure().error().message()).isEqualTo("failed beside them");
    assertThat(engine.steps(key))
        .filteredOn(step -> !step.key().scope().isEmpty())
        .extracting(StepRecord::status)
        .containsExactly(StepStatus.CANCELLED, StepStatus.CANCELLED);
    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
  }

  @Test
  void runsAgainWhenARestartTakesTheDecisionBack() {
    CountDownLatch loserRunsAgain = new CountDownLatch(2);
    engine.deploy(
        "w",
        (event, step) -> {
          Branch<Boolean> loser =
              step.branch(
                  "loser",
                  b ->
                      b.run(
                          "x",
                          () -> {
                            bodies.add("x");
                            loserHangs.countDown();
                            loserRunsAgain.countDown();
                            return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                          }));
          step.run("gate", () -> loserHangs.await(10, TimeUnit.SECONDS));
          Branch<Boolean> winner =
              step.branch(
                  "winner",
                  b ->
                      b.run(
                          "y",
                          () -> bodies.add("y") && (bodies.size() < 3 || awaited(loserRunsAgain))));
          step.race("r", List.of(loser, winner));
          return "raced";
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    StepKey from = new StepKey(StepKind.RUN, "", "gate", 1);
    engine.steer(key, new Command.Restart(Optional.of(from)));

    assertThat(engine.awaitOutput(key)).isEqualTo("raced");
    assertThat(bodies).containsExactlyInAnyOrder("x", "y", "x", "y");
  }

  private static boolean awaited(CountDownLatch latch) throws InterruptedException {
    return latch.await(10, TimeUnit.SECONDS);
  }
}
