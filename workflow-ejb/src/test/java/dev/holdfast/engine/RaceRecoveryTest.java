package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Crashes come between a branch's last record and the entry of the winner. */
class RaceRecoveryTest {

  private final Death death =
      Death.before(
          step -> step.key().kind() == StepKind.RACE || step.status() == StepStatus.CANCELLED);
  private final EngineFixture engine = new EngineFixture(100, death);
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstEnded = new CountDownLatch(1);
  private final CountDownLatch bothEnded = new CountDownLatch(2);
  private volatile CountDownLatch replayGate = new CountDownLatch(0);

  @AfterEach
  void close() {
    engine.close();
  }

  private static boolean pass(CountDownLatch latch) throws InterruptedException {
    return latch.await(10, TimeUnit.SECONDS);
  }

  private InstanceKey startAndDieAtTheRace() {
    InstanceKey key = engine.create("w");
    await().until(death::hasCome);
    return key;
  }

  private String work(WorkflowStep branch, String name, CountDownLatch before)
      throws InterruptedException {
    String result =
        branch.run(
            "work",
            () -> {
              pass(before);
              bodies.add(name);
              return name;
            });
    bothEnded.countDown();
    return result;
  }

  @Test
  void letsTheBranchWinWhoseLastStepWasRecordedFirstHoweverSlowItsReplayIs() throws Exception {
    engine.deploy(
        "w",
        (event, step) -> {
          var listedFirst = step.branch("a", b -> endLast(b));
          var endsFirst = step.branch("b", b -> endFirst(b));
          step.run("gate", () -> pass(bothEnded));
          return step.race("r", List.of(listedFirst, endsFirst)).value();
        });
    InstanceKey key = startAndDieAtTheRace();
    replayGate = new CountDownLatch(1);

    engine.crashAndRestart();

    assertThat(engine.awaitOutput(key)).isEqualTo("b");
    assertThat(bodies).containsExactlyInAnyOrder("a", "b");
  }

  private String endFirst(WorkflowStep branch) throws InterruptedException {
    pass(replayGate); // opened by the replay of the other one
    String result = work(branch, "b", new CountDownLatch(0));
    firstEnded.countDown();
    return result;
  }

  private String endLast(WorkflowStep branch) throws InterruptedException {
    String result = work(branch, "a", firstEnded);
    replayGate.countDown();
    return result;
  }

  @Test
  void prefersWhatHadEndedToWhatEndsFirstAfterTheCrash() throws Exception {
    CountDownLatch lateIsIn = new CountDownLatch(1);
    CountDownLatch crashed = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "late",
                            b -> {
                              String result =
                                  b.run(
                                      "work",
                                      () -> {
                                        lateIsIn.countDown();
                                        pass(crashed);
                                        return "late";
                                      });
                              replayGate.countDown();
                              return result;
                            }),
                        step.branch(
                            "ended",
                            b -> {
                              pass(replayGate);
                              return work(b, "ended", lateIsIn);
                            })))
                .value());
    InstanceKey key = startAndDieAtTheRace();
    replayGate = new CountDownLatch(1);
    crashed.countDown();

    engine.crashAndRestart();

    assertThat(engine.awaitOutput(key)).isEqualTo("ended");
    assertThat(bodies).containsExactly("ended");
  }

  @Test
  void letsTheFirstOfTheListWinWhenNoneHasRecordedAnything() {
    CountDownLatch secondEnded = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "first",
                            b -> {
                              pass(secondEnded);
                              return "first";
                            }),
                        step.branch(
                            "second",
                            b -> {
                              secondEnded.countDown();
                              return "second";
                            })))
                .value());
    InstanceKey key = startAndDieAtTheRace();

    engine.crashAndRestart();

    assertThat(engine.awaitOutput(key)).isEqualTo("first");
  }

  @Test
  void hasNeitherWinnerNorCancelledLosersBeforeBothAreWritten() throws Exception {
    engine.deploy(
        "w",
        (event, step) -> {
          String winner =
              step.race(
                      "r",
                      List.of(
                          step.branch(
                              "sleeper",
                              b -> {
                                b.sleep("nap", "1 hour");
                                return "sleeper";
                              }),
                          step.branch(
                              "waiter", b -> b.waitForEvent("w", "t", String.class).payload())))
                  .value();
          step.sleep("after", "1 day");
          return winner;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "t", "sent");
    await().until(death::hasCome);
    assertThat(statusOfNap(key)).isEqualTo(StepStatus.RUNNING);

    engine.crashAndRestart();
    await().until(() -> statusOfNap(key) == StepStatus.CANCELLED);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 day");

    assertThat(engine.awaitOutput(key)).isEqualTo("sent");
  }

  private StepStatus statusOfNap(InstanceKey key) {
    return engine.steps(key).stream()
        .filter(step -> step.key().kind() == StepKind.SLEEP && step.key().name().equals("nap"))
        .map(StepRecord::status)
        .findFirst()
        .orElseThrow();
  }
}
