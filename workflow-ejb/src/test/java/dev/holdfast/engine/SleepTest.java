package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.model.WorkflowSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SleepTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test // case 116
  void waitsWithoutAThreadUntilTheTimeHasCome() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "7 days");
          return "awake";
        });
    InstanceKey key = engine.create("w");

    Instant wakeAt = engine.awaitStatus(key, InstanceStatus.WAITING).wakeAt();
    engine.advance("167 hours");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
    assertThat(wakeAt).isEqualTo(engine.get(key).origin().createdAt().plus(Duration.ofDays(7)));
  }

  @Test // case 109
  void returnsAtOnceFromATimeInThePastAndRecordsIt() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleepUntil("past", event.timestamp().minusSeconds(1));
          return "on";
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("on");
    assertThat(engine.steps(key)).extracting(StepRecord::status).containsOnly(StepStatus.COMPLETE);
  }

  @Test
  void keepsTheTimeFixedAtTheFirstEncounterWhateverTheCodeSaysLater() {
    AtomicReference<String> length = new AtomicReference<>("1 hour");
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", length.get());
          return "awake";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    length.set("300 days");
    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
  }

  @Test // case 112
  void waitsOnlyTheRestAfterACrash() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "10s");
          return "awake";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("5s");

    engine.crashAndRestart();
    engine.advance("4s");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1s");

    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
  }

  @Test // case 113
  void goesOnAtOnceWhenTheServerWasDownBeyondTheWakeUpTime() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "10s");
          return "awake";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.kill();
    engine.clock.advance(Duration.ofMinutes(1));

    engine.crashAndRestart();

    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
  }

  @Test // case 103
  void startsTheNextStepWhenTheSleepIsOver() {
    engine.deploy(
        "w",
        (event, step) -> {
          Instant first = step.run("first", engine.clock::instant);
          step.sleep("nap", "1 second");
          Instant second = step.run("second", engine.clock::instant);
          return Duration.between(first, second).toMillis();
        });
    InstanceKey key = engine.create("w");
    engine.awaitSteps(key, 2);

    engine.advance("1s");

    assertThat(engine.awaitOutput(key)).hasToString("1000");
  }

  @Test
  void waitsOutAShortSleepInPlace() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("blink", "500ms");
          return "awake";
        });
    InstanceKey key = engine.create("w");
    org.awaitility.Awaitility.await().until(() -> !engine.steps(key).isEmpty());
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.RUNNING);

    engine.advance("500ms");

    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
  }

  @Test
  void refusesMoreThanAYear() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("long", Duration.ofDays(365).plusMillis(1));
          return null;
        });

    assertThat(engine.awaitEnd(engine.create("w")).failure().error().code())
        .isEqualTo("sleep.too_long");
  }

  @Test
  void refusesMoreThanTheInstallationAllows() {
    engine.deploy(
        "w",
        WorkflowSettings.DEFAULT.withLimits(Limits.DEFAULT.withLongestWait(Duration.ofHours(36))),
        (event, step) -> {
          step.sleep("long", Duration.ofHours(36).plusMillis(1));
          return null;
        });

    assertThat(engine.awaitEnd(engine.create("w")).failure().error().message())
        .contains("is longer than PT36H")
        .contains("holdfast.limits.wait");
  }

  @Test // case 115
  void holdsNoSlotWhileSleeping() {
    try (EngineFixture small = new EngineFixture(10, store -> store)) {
      small.deploy(
          "sleeper",
          (event, step) -> {
            step.sleep("nap", "1 day");
            return null;
          });
      small.deploy("quick", (event, step) -> "done");
      List<InstanceKey> sleepers = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        sleepers.add(small.create("sleeper"));
      }
      small.advance("1s");

      @Nullable Object output = small.awaitOutput(small.create("quick"));

      assertThat(output).isEqualTo("done");
      sleepers.forEach(key -> small.awaitStatus(key, InstanceStatus.WAITING));
    }
  }
}
