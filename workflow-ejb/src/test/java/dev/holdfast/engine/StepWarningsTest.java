package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.Blob;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.InstanceKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepWarningsTest {

  private final EngineFixture engine = new EngineFixture();
  private final LogCapture log = new LogCapture();

  @AfterEach
  void close() {
    log.close();
    engine.close();
  }

  @Test
  void namesAResultOfMoreThanHalfTheLimit() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("small", () -> "x".repeat(500_000));
          return step.run("big", () -> "x".repeat(600_000)).length();
        });

    engine.awaitOutput(engine.create("w", "id-1"));

    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("w/id-1", "'big-1'", "600002", "1048576");
  }

  @Test
  void namesTheLargeResultThatTakesTheInstancePastHalfItsStorage() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("fits", () -> Blob.of(new byte[2_000_000]));
          return step.run("near", () -> Blob.of(new byte[200_000])).size();
        });

    engine.awaitOutput(engine.create("w", "id-1"));

    assertThat(log.warnings()).singleElement().asString().contains("w/id-1", "'near-1'", "4194304");
  }

  @Test
  void namesAnAttemptThatTookMoreThanHalfItsTimeout() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("quick", StepOptions.ofTimeout("10s"), () -> 1);
          return step.run(
              "slow",
              StepOptions.ofTimeout("10s"),
              () -> {
                running.countDown();
                return release.await(10, TimeUnit.SECONDS);
              });
        });
    InstanceKey key = engine.create("w", "id-1");
    await().until(() -> running.getCount() == 0);

    engine.advance("6s");
    release.countDown();

    engine.awaitOutput(key);
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("w/id-1", "'slow-1'", "6000 ms", "10000 ms");
  }
}
