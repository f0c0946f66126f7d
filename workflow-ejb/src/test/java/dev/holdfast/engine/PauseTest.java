package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PauseTest {

  private final EngineFixture engine = new EngineFixture();
  private final CountDownLatch inFlight = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    engine.close();
  }

  private String body() throws InterruptedException {
    inFlight.countDown();
    release.await(10, TimeUnit.SECONDS);
    return "done";
  }

  private InstanceStatus pause(InstanceKey key) {
    return engine.steer(key, new Command.Pause());
  }

  private InstanceStatus resume(InstanceKey key) {
    return engine.steer(key, new Command.Resume());
  }

  private InstanceKey createInFlight() throws InterruptedException {
    InstanceKey key = engine.create("w");
    assertThat(inFlight.await(10, TimeUnit.SECONDS)).isTrue();
    return key;
  }

  @Test // case 139
  void letsTheBodyInFlightEndAndStartsNoOther() throws Exception {
    AtomicInteger second = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", this::body);
          return step.run("b", () -> "b" + second.incrementAndGet());
        });
    InstanceKey key = createInFlight();

    InstanceStatus pausing = pause(key);
    InstanceStatus shown = engine.get(key).status();
    release.countDown();

    assertThat(pausing).isEqualTo(InstanceStatus.WAITING_FOR_PAUSE);
    assertThat(shown).isEqualTo(InstanceStatus.WAITING_FOR_PAUSE);
    engine.awaitStatus(key, InstanceStatus.PAUSED);
    engine.advance("1 hour");
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.PAUSED);
    assertThat(engine.steps(key)).extracting(step -> step.key().name()).containsExactly("a");
    assertThat(second).hasValue(0);
    resume(key);
    assertThat(engine.awaitOutput(key)).isEqualTo("b1");
  }

  @Test // case 140
  void recordsBothParallelBodiesAndLeavesTheFollowingStep() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger next = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          var branches =
              List.of("x", "y").stream()
                  .map(
                      name ->
                          step.branch(
                              name,
                              branch ->
                                  branch.run(
                                      "load",
                                      () -> {
                                        both.countDown();
                                        return body();
                                      })))
                  .toList();
          step.all(branches);
          return step.run("after", next::incrementAndGet);
        });
    InstanceKey key = engine.create("w");
    assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();

    pause(key);
    release.countDown();

    engine.awaitStatus(key, InstanceStatus.PAUSED);
    assertThat(engine.steps(key)).hasSize(2).allMatch(step -> step.status().isFinished());
    assertThat(next).hasValue(0);
  }

  @Test // case 142
  void cancelsAPauseThatIsStillWaitedFor() throws Exception {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", this::body);
          return step.run("b", () -> "b");
        });
    InstanceKey key = createInFlight();
    pause(key);

    InstanceStatus resumed = resume(key);
    release.countDown();

    assertThat(resumed).isEqualTo(InstanceStatus.RUNNING);
    assertThat(engine.awaitOutput(key)).isEqualTo("b");
  }

  @Test // case 143
  void letsABlockedBranchGoOnWhenThePauseIsCancelled() throws Exception {
    CountDownLatch quickInFlight = new CountDownLatch(1);
    CountDownLatch quick = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          var slow = step.branch("slow", branch -> branch.run("long", this::body));
          var fast =
              step.branch(
                  "fast",
                  branch -> {
                    branch.run(
                        "first",
                        () -> {
                          quickInFlight.countDown();
                          return quick.await(10, TimeUnit.SECONDS);
                        });
                    return branch.run("second", () -> "second");
                  });
          return step.all(List.of(slow, fast));
        });
    InstanceKey key = createInFlight();
    assertThat(quickInFlight.await(10, TimeUnit.SECONDS)).isTrue();
    pause(key);
    quick.countDown();
    engine.awaitSteps(key, 1);

    resume(key);
    release.countDown();

    assertThat(engine.awaitOutput(key)).isEqualTo(List.of("done", "second"));
    assertThat(engine.steps(key)).hasSize(3);
  }

  @Test // case 146
  void stopsTheTimeOfASleep() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "10 seconds");
          return "awake";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("3 seconds");

    assertThat(pause(key)).isEqualTo(InstanceStatus.PAUSED);
    engine.advance("60 seconds");
    Instant before = engine.clock.instant();
    assertThat(resume(key)).isEqualTo(InstanceStatus.QUEUED);

    engine.awaitStatus(key, InstanceStatus.WAITING);
    assertThat(engine.get(key).wakeAt()).isEqualTo(before.plusSeconds(7));
    engine.advance("7 seconds");
    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
  }

  @Test // case 145
  void waitsOnlyTheRestOfAShortSleep() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "2 seconds");
          return "awake";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 second");
    pause(key);
    engine.advance("1 hour");

    resume(key);

    engine.advance("1 second");
    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
  }

  @Test
  void leavesASleepThatIsWaitedOutInPlace() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 second");
          return "awake";
        });
    InstanceKey key = engine.create("w");
    engine.awaitSteps(key, 1);

    pause(key);

    engine.awaitStatus(key, InstanceStatus.PAUSED);
    resume(key);
    engine.advance("1 second");
    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
  }

  @Test // case 148
  void goesOnWaitingForItsEvent() {
    deployWait();
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    pause(key);
    resume(key);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "paid", "yes");

    assertThat(engine.awaitOutput(key)).isEqualTo("yes");
  }

  @Test // case 149
  void deliversAnEventThatCameMeanwhileAfterTheResume() {
    deployWait();
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    pause(key);

    engine.send(key, "paid", "yes");
    engine.advance("10 minutes");

    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.PAUSED);
    resume(key);
    assertThat(engine.awaitOutput(key)).isEqualTo("yes");
  }

  @Test // case 133
  void deliversNoEventTwice() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.waitForEvent("first", "paid", String.class);
          return step.waitForEvent("second", "paid", String.class).payload();
        });
    InstanceKey key = engine.create("w");
    engine.send(key, "paid", "one");
    engine.awaitSteps(key, 2);
    engine.awaitStatus(key, InstanceStatus.WAITING);

    pause(key);
    resume(key);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 minute");

    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.WAITING);
    engine.send(key, "paid", "two");
    assertThat(engine.awaitOutput(key)).isEqualTo("two");
  }

  @Test // case 110
  void passesASleepThatIsOverAtOnce() {
    AtomicInteger runs = new AtomicInteger();
    Instant target = engine.clock.instant().plusSeconds(5);
    engine.deploy(
        "w",
        (event, step) -> {
          runs.incrementAndGet();
          step.sleepUntil("nap", target);
          step.waitForEvent("go", "go", Object.class);
          return "done";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("5 seconds");
    engine.awaitSteps(key, 2);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    List<StepRecord> before = engine.steps(key);

    pause(key);
    engine.advance("1 hour");
    resume(key);
    engine.awaitStatus(key, InstanceStatus.WAITING);

    assertThat(engine.steps(key).get(0)).isEqualTo(before.get(0));
    assertThat(engine.steps(key)).hasSize(2);
  }

  @Test // case 86
  void throwsARecordedFailureAgainWithoutRunningTheBody() {
    AtomicInteger bodies = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          String caught = "";
          try {
            step.run(
                "a",
                StepOptions.ofRetry(RetryPolicy.none()),
                () -> {
                  bodies.incrementAndGet();
                  throw new IllegalStateException("no");
                });
          } catch (StepFailedException e) {
            caught = e.errorName() + " " + e.getMessage() + " " + e.attempts();
          }
          step.waitForEvent("go", "go", Object.class);
          return caught;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    pause(key);
    resume(key);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "go", "now");

    assertThat(engine.awaitOutput(key)).isEqualTo("IllegalStateException no 1");
    assertThat(bodies).hasValue(1);
  }

  @Test
  void recordsAnAttemptThatFailsMeanwhileAndStopsItsBackOff() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                StepOptions.ofRetry(RetryPolicy.ofLimit(1).withDelay("10 seconds")),
                () -> {
                  if (attempts.incrementAndGet() == 1) {
                    body();
                    throw new IllegalStateException("first");
                  }
                  return "second";
                }));
    InstanceKey key = createInFlight();

    pause(key);
    release.countDown();
    engine.awaitStatus(key, InstanceStatus.PAUSED);
    engine.advance("1 hour");
    resume(key);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("9 seconds");
    assertThat(attempts).hasValue(1);
    engine.advance("1 second");

    assertThat(engine.awaitOutput(key)).isEqualTo("second");
  }

  @Test
  void completesWhenTheCodeEndsBeforeItReachesAStep() throws Exception {
    engine.deploy("w", (event, step) -> step.run("a", this::body));
    InstanceKey key = createInFlight();

    pause(key);
    release.countDown();

    assertThat(engine.awaitOutput(key)).isEqualTo("done");
  }

  @Test // case 154
  void isPausedWhenTheServerIsLostMeanwhile() throws Exception {
    AtomicInteger bodies = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                () -> {
                  bodies.incrementAndGet();
                  return body();
                }));
    InstanceKey key = createInFlight();
    pause(key);

    engine.crashAndRestart();
    engine.advance("1 hour");

    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.PAUSED);
    assertThat(bodies).hasValue(1);
    release.countDown();
    resume(key);
    assertThat(engine.awaitOutput(key)).isEqualTo("done");
    assertThat(bodies).hasValue(2);
  }

  @Test // case 155
  void staysPausedOverARestartOfTheServer() {
    deployWait();
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    pause(key);

    engine.crashAndRestart();
    engine.advance("2 days");

    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.PAUSED);
    assertThat(engine.get(key).pausedAt())
        .isEqualTo(engine.clock.instant().minus(Duration.ofDays(2)));
  }

  private void deployWait() {
    engine.deploy("w", (event, step) -> step.waitForEvent("pay", "paid", String.class).payload());
  }
}
