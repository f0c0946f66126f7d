package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Compensation;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompensationCrashTest {

  private final List<String> undone = new CopyOnWriteArrayList<>();
  private EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  private static boolean isPartOfCompensation(Change change) {
    return change instanceof Change.RollbackBegan
        || (change instanceof Change.StepWritten step
            && step.record().key().kind() == StepKind.COMPENSATION);
  }

  private StepOptions undoable(String name) {
    return StepOptions.DEFAULT.withCompensation(() -> undone.add(name));
  }

  private void deployThreeSteps() {
    engine.deploy(
        "w",
        (event, step) -> {
          for (String name : List.of("1", "2", "3")) {
            step.run(name, undoable(name), () -> name);
          }
          throw new IllegalStateException("out of luck");
        });
  }

  // case 199
  @ParameterizedTest
  @CsvSource({
    "1, false",
    "1, true",
    "2, false",
    "2, true",
    "3, false",
    "3, true",
    "4, false",
    "4, true"
  })
  void runsNoHandlerAgainWhoseEndIsRecordedWhereverTheCrashCame(int write, boolean afterCommit)
      throws Exception {
    DyingJournalStore journal =
        new DyingJournalStore(CompensationCrashTest::isPartOfCompensation, write, afterCommit);
    engine.close();
    engine = new EngineFixture(100, journal::around);
    deployThreeSteps();
    Set<String> recorded = new CopyOnWriteArraySet<>();
    InstanceKey key = new InstanceKey("w", "i");
    journal.whenDead(() -> recorded.addAll(compensated(key)));
    engine.create("w", "i");
    assertThat(journal.awaitDeath(10)).isTrue();

    engine.crashAndRestart();

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(ended.failure().error().message()).isEqualTo("out of luck");
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsOnly("3", "2", "1").containsSubsequence("3", "2", "1");
    assertThat(recorded).allSatisfy(name -> assertThat(undone).filteredOn(name::equals).hasSize(1));
    assertThat(compensated(key)).containsExactly("3", "2", "1");
  }

  private List<String> compensated(InstanceKey key) {
    return engine.steps(key).stream()
        .filter(step -> step.key().kind() == StepKind.COMPENSATION)
        .filter(step -> step.status() == StepStatus.COMPLETE)
        .map(step -> step.key().name())
        .toList();
  }

  @Test
  void runsTheHandlerInFlightAgainWithTheSameAttemptNumber() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    AtomicInteger tries = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "a",
              StepOptions.DEFAULT.withCompensation(
                  () -> {
                    if (tries.incrementAndGet() == 1) {
                      inFlight.countDown();
                      new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                    }
                  }),
              () -> 1);
          throw new IllegalStateException("out of luck");
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    engine.crashAndRestart();

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(tries).hasValue(2);
    assertThat(engine.steps(key)).extracting(StepRecord::attempt).containsExactly(1, 1);
  }

  @Test
  void keepsTheDelayOfAHandlerOverACrash() {
    AtomicInteger tries = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "a",
              StepOptions.DEFAULT.withCompensation(
                  () -> {
                    if (tries.incrementAndGet() == 1) {
                      throw new IllegalStateException("not yet");
                    }
                  }),
              () -> 1);
          throw new IllegalStateException("out of luck");
        });
    InstanceKey key = engine.create("w");
    EngineFixture.awaitThat(() -> tries.get() == 1 && engine.get(key).owner() == null);

    engine.crashAndRestart();
    engine.advance("9s");
    assertThat(tries).hasValue(1);
    engine.advance("1s");

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(tries).hasValue(2);
  }

  @Test
  void failsTheCompensationWhoseHandlerKillsItsServerElevenTimes() {
    AtomicInteger starts = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", undoable("a"), () -> 1);
          step.run(
              "b",
              StepOptions.DEFAULT.withCompensation(
                  () -> {
                    starts.incrementAndGet();
                    new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                  }),
              () -> 1);
          throw new IllegalStateException("out of luck");
        });
    InstanceKey key = engine.create("w");

    crashAtEachStart(starts);

    InstanceRecord ended = engine.awaitStatus(key, InstanceStatus.ERRORED);
    assertThat(ended.failure().error().message()).isEqualTo("out of luck");
    assertThat(ended.rollback().error().orElseThrow().code())
        .isEqualTo("instance.recovery_exhausted");
    assertThat(starts).hasValue(11);
    assertThat(undone).isEmpty();
    assertThat(engine.steps(key))
        .filteredOn(step -> step.key().kind() == StepKind.COMPENSATION)
        .extracting(StepRecord::status)
        .containsExactly(StepStatus.ERRORED, StepStatus.CANCELLED);
  }

  @Test
  void undoesAnInstanceThatKillsItsServerElevenTimesWithoutRunningTheKillerAgain() {
    AtomicInteger starts = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", undoable("a"), () -> 1);
          return step.run(
              "killer",
              undoable("killer"),
              () -> {
                starts.incrementAndGet();
                return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
              });
        });
    InstanceKey key = engine.create("w");

    crashAtEachStart(starts);

    InstanceRecord ended = engine.awaitStatus(key, InstanceStatus.ERRORED);
    assertThat(ended.failure().error().code()).isEqualTo("instance.recovery_exhausted");
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("killer", "a");
    assertThat(starts).hasValue(11);
  }

  private void crashAtEachStart(AtomicInteger starts) {
    for (int crash = 1; crash <= 11; crash++) {
      int expected = crash;
      EngineFixture.awaitThat(() -> starts.get() == expected);
      engine.crashAndRestart();
    }
  }

  @Test
  void givesUpTheCompensationWhenNotEvenFindingItsHandlersIsSurvived() {
    AtomicInteger passes = new AtomicInteger();
    AtomicBoolean deadly = new AtomicBoolean();
    CountDownLatch never = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", undoable("a"), () -> 1);
          if (deadly.get()) {
            passes.incrementAndGet();
            never.await(1, TimeUnit.MINUTES);
          }
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    deadly.set(true);
    engine.advance("1 hour");

    for (int crash = 1; crash <= 22; crash++) {
      int expected = crash;
      EngineFixture.awaitThat(() -> passes.get() == expected);
      engine.crashAndRestart();
    }

    InstanceRecord ended = engine.awaitStatus(key, InstanceStatus.ERRORED);
    assertThat(ended.failure().error().code()).isEqualTo("instance.recovery_exhausted");
    assertThat(ended.rollback().outcome()).isEqualTo(Rollback.Outcome.FAILED);
    assertThat(undone).isEmpty();
  }

  @Test
  void goesOnElsewhereWhenTheServerStopsBetweenTwoHandlers() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", undoable("a"), () -> 1);
          step.run(
              "b",
              StepOptions.DEFAULT.withCompensation(
                  Compensation.of(
                          () -> {
                            inFlight.countDown();
                            goOn.await(10, TimeUnit.SECONDS);
                            undone.add("b");
                          })
                      .withRetry(RetryPolicy.none())),
              () -> 1);
          throw new IllegalStateException("out of luck");
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    Thread stopping = new Thread(engine.engine::stop);
    stopping.start();
    EngineFixture.awaitThat(() -> stopping.getState() == Thread.State.TIMED_WAITING);
    goOn.countDown();
    stopping.join(10_000);

    assertThat(undone).containsExactly("b");
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.ROLLING_BACK);
    engine.crashAndRestart();
    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("b", "a");
  }

  @Test
  void makesThePlanAgainWhenACrashCameBeforeIt() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    AtomicInteger bodies = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          step.branch(
              "held",
              branch ->
                  branch.run(
                      "held",
                      undoable("held"),
                      () -> {
                        inFlight.countDown();
                        return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                      }));
          step.run(
              "a",
              undoable("a"),
              () -> {
                bodies.incrementAndGet();
                return inFlight.await(10, TimeUnit.SECONDS);
              });
          step.run(
              "failing",
              StepOptions.ofRetry(RetryPolicy.ofLimit(1).withDelay("1 hour")),
              () -> {
                throw new IllegalStateException("out of luck");
              });
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitSteps(key, 2);
    engine.crashAndRestart();

    engine.advance("1 hour");

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactlyInAnyOrder("held", "a");
    assertThat(bodies).hasValue(1);
  }
}
