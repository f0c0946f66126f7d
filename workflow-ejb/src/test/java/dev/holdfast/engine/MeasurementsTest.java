package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Durations;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.Measurements;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Says what the engine tells those who measure. */
class MeasurementsTest {

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final EngineFixture engine = new EngineFixture();

  @BeforeEach
  void measure() {
    engine.engine.add(
        new Measurements() {
          @Override
          public void created(String workflow) {
            told.add("created " + workflow);
          }

          @Override
          public void ended(String workflow, InstanceStatus status) {
            told.add(status.wireName() + " " + workflow);
          }

          @Override
          public void stepWritten(String workflow, StepRecord step) {
            told.add(step.status().wireName() + " " + workflow + " " + step.key());
          }

          @Override
          public void eventAccepted() {
            told.add("event");
          }

          @Override
          public void claimed(String workflow, Instant dueAt, Instant now) {
            told.add("claimed " + workflow + " " + Duration.between(dueAt, now).toSeconds());
          }

          @Override
          public void nearLimit(String workflow, String what) {
            told.add("near " + workflow + " " + what);
          }
        });
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void tellsOfStepsAndEnds() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("work", () -> "done");
          return step.transactional("pay", () -> "paid");
        });

    engine.awaitEnd(engine.create("w"));

    assertThat(told)
        .containsExactly(
            "created w", "complete w run work-1", "complete w run pay-1", "complete w");
  }

  @Test
  void tellsOfFailuresAndRetries() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "work",
                StepOptions.ofRetry(RetryPolicy.ofLimit(1).withDelay(Duration.ZERO)),
                context -> {
                  throw new IllegalStateException("broken");
                }));

    engine.awaitEnd(engine.create("w"));

    assertThat(told)
        .containsSubsequence(
            "created w", "retrying w run work-1", "errored w run work-1", "errored w");
  }

  @Test
  void tellsHowLateAnInstanceIsClaimed() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "10 seconds");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.clock.advance(Durations.parse("13 seconds"));
    engine.engine.tick();
    engine.awaitEnd(key);

    assertThat(told).anyMatch(it -> it.startsWith("claimed w "));
    assertThat(told).contains("complete w");
  }

  @Test
  void tellsOfEventsAndTerminations() {
    engine.deploy("w", (event, step) -> step.waitForEvent("wait", "go", Object.class));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "other", "x");

    engine.terminate(key);

    assertThat(told).contains("event").endsWith("terminated w");
    engine.terminate(engine.create("w"));
    assertThat(told.stream().filter("terminated w"::equals)).hasSize(2);
  }

  @Test
  void warnsOfValuesOverHalfTheLimit() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("small", () -> "x".repeat((1 << 19) - 100));
          step.run("large", () -> "x".repeat((1 << 19) + 1));
          return "x".repeat((1 << 19) + 1);
        });

    engine.awaitEnd(engine.create("w"));

    assertThat(told.stream().filter(it -> it.startsWith("near")))
        .containsExactly("near w result", "near w output");
  }
}
