package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.StepTimeoutException;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepTimeoutTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  private void advanceOnce(AtomicInteger started, int attempts, String duration) {
    await().until(() -> started.get() == attempts);
    engine.advance(duration);
  }

  @Test // case 89
  void interruptsTheBodyAndFailsTheAttempt() {
    AtomicInteger started = new AtomicInteger();
    StepOptions options = StepOptions.ofTimeout("2s").withRetry(RetryPolicy.none());
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            return step.run(
                "a",
                options,
                () -> {
                  started.incrementAndGet();
                  return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                });
          } catch (StepFailedException e) {
            return e.getMessage() + " " + e.errorIs(StepTimeoutException.class);
          }
        });
    InstanceKey key = engine.create("w");

    advanceOnce(started, 1, "2s");

    assertThat(engine.awaitOutput(key)).isEqualTo("Step 'a-1' timed out after 2000 ms true");
  }

  @Test
  void ignoresALateResult() {
    AtomicInteger started = new AtomicInteger();
    StepOptions options =
        StepOptions.ofTimeout("2s").withRetry(RetryPolicy.ofLimit(1).withDelay("0s"));
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                options,
                context -> {
                  started.incrementAndGet();
                  if (context.attempt() == 1) {
                    try {
                      new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                      return "late";
                    }
                  }
                  return "in time";
                }));
    InstanceKey key = engine.create("w");

    advanceOnce(started, 1, "2s");

    assertThat(engine.awaitOutput(key)).isEqualTo("in time");
  }

  @Test
  void givesUpAThreadThatIgnoresTheInterruptAndTriesAgainOnAnother() {
    AtomicInteger started = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    StepOptions options =
        StepOptions.ofTimeout("2s").withRetry(RetryPolicy.ofLimit(1).withDelay("0s"));
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                options,
                context -> {
                  started.incrementAndGet();
                  while (context.attempt() == 1 && release.getCount() > 0) {
                    Thread.interrupted();
                  }
                  return "attempt " + context.attempt();
                }));
    InstanceKey key = engine.create("w");

    advanceOnce(started, 1, "2s");
    engine.advance("1s");

    assertThat(engine.awaitOutput(key)).isEqualTo("attempt 2");
    release.countDown();
    assertThat(engine.engine.instances().details(key).attempts()).hasSize(1);
  }

  @Test
  void showsALongBodyAsRunning() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger started = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                () -> {
                  started.incrementAndGet();
                  return release.await(10, TimeUnit.SECONDS);
                }));
    InstanceKey key = engine.create("w");

    advanceOnce(started, 1, "500ms");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(engine.steps(key))
                    .extracting(step -> step.status())
                    .containsExactly(StepStatus.RUNNING));
    release.countDown();
    assertThat(engine.awaitOutput(key)).isEqualTo(true);
    assertThat(engine.steps(key)).hasSize(1);
  }
}
