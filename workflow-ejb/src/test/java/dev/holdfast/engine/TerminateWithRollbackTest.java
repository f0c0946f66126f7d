package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.CompensationContext;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminateWithRollbackTest {

  private final EngineFixture engine = new EngineFixture();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> undone = new CopyOnWriteArrayList<>();
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

  private void book(WorkflowStep step, String name) {
    step.run(name, undoable(), () -> bodies.add(name) ? 1 : 0);
  }

  private void hold(WorkflowStep step, String name) {
    step.run(
        name,
        undoable(),
        () -> {
          bodies.add(name);
          inFlight.countDown();
          return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        });
  }

  private InstanceStatus rollBack(InstanceKey key) {
    return engine.steer(key, new Command.Terminate(true));
  }

  private InstanceKey sleeper() {
    engine.deploy(
        "sleeper",
        (event, step) -> {
          book(step, "a");
          step.sleep("nap", "1 hour");
          book(step, "b");
          return null;
        });
    InstanceKey key = engine.create("sleeper");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    return key;
  }

  // case 191
  @Test
  void undoesWhatASleepingInstanceHasDone() {
    InstanceKey key = sleeper();

    InstanceStatus status = rollBack(key);

    assertThat(status).isEqualTo(InstanceStatus.ROLLING_BACK);
    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(ended.failure()).isNull();
    assertThat(engine.get(key).failure()).isNull();
    assertThat(undone).containsExactly("a=1");
    assertThat(bodies).containsExactly("a");
  }

  @Test
  void tellsTheHandlerThatItWasATermination() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "a",
              StepOptions.DEFAULT.withCompensation(
                  context -> undone.add(context.error().name() + " " + context.error().code())),
              () -> 1);
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    rollBack(key);

    engine.awaitEnd(key);
    assertThat(undone).containsExactly("Terminated instance.terminated");
  }

  // case 193
  @Test
  void findsTheHandlersAgainAfterARestartOfTheServerWithoutRunningBodies() {
    InstanceKey key = sleeper();
    engine.crashAndRestart();

    rollBack(key);

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("a=1");
    assertThat(bodies).containsExactly("a");
  }

  // case 194
  @Test
  void undoesTheStepThatACrashInterruptedWithoutRunningItAgain() throws Exception {
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          hold(step, "held");
          return null;
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);
    engine.crash();

    rollBack(key);

    assertThat(engine.awaitEnd(key).status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(undone).containsExactly("held", "a=1");
    assertThat(bodies).containsExactly("a", "held");
  }

  @Test
  void interruptsTheBodyInFlightAndUndoesIt() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "held",
                undoable(),
                () -> {
                  inFlight.countDown();
                  try {
                    return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                  }
                }));
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    rollBack(key);

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    engine.awaitEnd(key);
    assertThat(undone).containsExactly("held");
  }

  @Test
  void undoesTheStepThatStoodInEachOfTheBranchesThatWereLost() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    engine.deploy(
        "w",
        (event, step) -> {
          for (String name : List.of("east", "west")) {
            step.branch(
                name,
                branch -> {
                  book(branch, name);
                  branch.run(
                      name + " held",
                      undoable(),
                      () -> {
                        both.countDown();
                        return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                      });
                  book(branch, name + " later");
                  return null;
                });
          }
          return null;
        });
    InstanceKey key = engine.create("w");
    both.await(10, TimeUnit.SECONDS);
    engine.crash();

    rollBack(key);

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactlyInAnyOrder("east held", "west held", "east=1", "west=1");
    assertThat(undone.subList(0, 2)).containsExactlyInAnyOrder("east held", "west held");
  }

  // case 196
  @Test
  void stopsAtAStepWhoseHandlerTheCodeDoesNotRegisterAnyMore() {
    AtomicBoolean changed = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          if (!changed.get()) {
            book(step, "b");
          }
          book(step, "c");
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    changed.set(true);

    rollBack(key);

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(ended.rollback().outcome()).isEqualTo(Rollback.Outcome.FAILED);
    assertThat(ended.rollback().error().orElseThrow().code()).isEqualTo("compensation.missing");
    assertThat(undone).containsExactly("c=1");
  }

  @Test
  void ignoresWhatTheCodeThrowsWhileItsHandlersAreLookedFor() {
    AtomicBoolean broken = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          if (broken.get()) {
            throw new IllegalStateException("not this time");
          }
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    broken.set(true);

    rollBack(key);

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(ended.failure()).isNull();
    assertThat(undone).containsExactly("a=1");
  }

  @Test
  void writesNothingWhileItLooksForHandlers() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.branch("other", branch -> branch.waitForEvent("w", "t", String.class));
          book(step, "a");
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    List<StepRecord> before = engine.steps(key);

    rollBack(key);

    engine.awaitEnd(key);
    assertThat(engine.steps(key)).startsWith(before.toArray(StepRecord[]::new)).hasSize(4);
  }

  @Test
  void endsAtOnceWhenThereIsNothingToUndo() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    assertThat(rollBack(key)).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(engine.get(key).rollback()).isNull();
  }

  @Test
  void endsARunningInstanceThatHasNothingToUndoWithoutATrace() throws Exception {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "held",
              () -> {
                inFlight.countDown();
                return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
              });
          return null;
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    rollBack(key);

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(ended.rollback()).isNull();
    assertThat(engine.steps(key)).isEmpty();
  }

  @Test
  void undoesWhatAPausedInstanceHasDone() {
    InstanceKey key = sleeper();
    engine.steer(key, new Command.Pause());

    rollBack(key);

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("a=1");
  }

  @Test
  void isStoppedByAPlainTermination() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          step.run(
              "b",
              StepOptions.DEFAULT.withCompensation(
                  () -> {
                    inFlight.countDown();
                    try {
                      new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                      interrupted.countDown();
                      throw e;
                    }
                  }),
              () -> 1);
          throw new IllegalStateException("out of luck");
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    engine.terminate(key);

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(ended.rollback().outcome()).isEqualTo(Rollback.Outcome.FAILED);
    assertThat(ended.failure()).isNull();
    engine.advance("1 hour");
    assertThat(undone).isEmpty();
  }

  @Test
  void countsWhatAnEarlierCompensationHasUndoneAsUndoneAfterARestartFromAStep() {
    AtomicBoolean mended = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          step.run("check", () -> mended.get());
          book(step, "b");
          if (!mended.get()) {
            throw new IllegalStateException("out of luck");
          }
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);
    mended.set(true);
    engine.steer(key, new Command.Restart(Optional.of(new StepKey(StepKind.RUN, "", "check", 1))));
    engine.awaitStatus(key, InstanceStatus.WAITING);

    rollBack(key);

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("b=1", "a=1", "b=1");
    assertThat(engine.steps(key))
        .filteredOn(step -> step.key().kind() == StepKind.COMPENSATION)
        .extracting(step -> step.key().name(), StepRecord::status)
        .containsExactly(tuple("a", StepStatus.COMPLETE), tuple("b", StepStatus.COMPLETE));
  }
}
