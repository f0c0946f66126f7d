package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryTest {

  private final EngineFixture engine = new EngineFixture();
  private final AtomicInteger attempts = new AtomicInteger();

  @AfterEach
  void close() {
    engine.close();
  }

  private String failing() throws IOException {
    attempts.incrementAndGet();
    throw new FileNotFoundException("no such file");
  }

  private static StepOptions retries(int limit, String delay) {
    return StepOptions.ofRetry(RetryPolicy.ofLimit(limit).withDelay(delay));
  }

  @Test
  void makesTheFirstAttemptAndAsManyMoreAsTheLimit() {
    engine.deploy("w", (event, step) -> step.run("a", retries(2, "0s"), this::failing));
    InstanceKey key = engine.create("w");

    InstanceRecord ended = engine.awaitEnd(key);

    assertThat(attempts).hasValue(3);
    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(ended.failure().error().name()).isEqualTo("FileNotFoundException");
    assertThat(ended.failure().error().message()).isEqualTo("no such file");
    assertThat(ended.failure().error().code()).isEqualTo("step.failed");
  }

  @Test
  void waitsLongerAfterEachFailureAndRecordsTheDelays() {
    engine.deploy("w", (event, step) -> step.run("a", retries(3, "1 minute"), this::failing));
    InstanceKey key = engine.create("w");

    for (int minutes : List.of(1, 2, 4)) {
      engine.awaitStatus(key, InstanceStatus.WAITING);
      engine.advance(minutes + " minutes");
    }

    engine.awaitEnd(key);
    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(AttemptRecord::retryDelayMillis)
        .containsExactly(60_000L, 120_000L, 240_000L, null);
  }

  @Test
  void doesNotTryAgainBeforeTheTimeHasCome() {
    engine.deploy("w", (event, step) -> step.run("a", retries(1, "1 minute"), this::failing));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("59s");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    assertThat(attempts).hasValue(1);

    engine.advance("1s");
    engine.awaitEnd(key);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void endsAtOnceOnANonRetryableErrorAlsoAsACause() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                () -> {
                  attempts.incrementAndGet();
                  throw new IOException("outer", new NonRetryableException("card refused"));
                }));
    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(attempts).hasValue(1);
    assertThat(ended.failure().error().name()).isEqualTo("NonRetryableException");
    assertThat(ended.failure().error().message()).isEqualTo("card refused");
  }

  @Test
  void letsTheCodeCatchTheFailureAndGoOnTheSameOnReplay() {
    engine.deploy(
        "w",
        (event, step) -> {
          String caught;
          try {
            caught = step.run("a", retries(3, "0s"), this::failing);
          } catch (StepFailedException e) {
            caught =
                "%s %s %d %s %s"
                    .formatted(
                        e.errorName(),
                        e.getMessage(),
                        e.attempts(),
                        e.errorIs(IOException.class),
                        e.errorIs(RuntimeException.class));
          }
          step.sleep("nap", "1 hour");
          return caught;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key))
        .isEqualTo("FileNotFoundException no such file 4 true false");
    assertThat(attempts).hasValue(4);
  }

  @Test
  void keepsTheOptionsRecordedWithTheFirstFailure() {
    AtomicInteger limit = new AtomicInteger(1);
    engine.deploy(
        "w", (event, step) -> step.run("a", retries(limit.get(), "1 hour"), this::failing));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    limit.set(100);
    engine.advance("1 hour");

    assertThat(engine.awaitEnd(key).status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void asksTheDelayFunctionOnceForEachFailureToBeRetried() {
    AtomicInteger asked = new AtomicInteger();
    RetryPolicy policy =
        RetryPolicy.ofLimit(2)
            .withBackoff(Backoff.CONSTANT)
            .withDelay((context, error) -> Duration.ofHours(asked.incrementAndGet()));
    engine.deploy("w", (event, step) -> step.run("a", StepOptions.ofRetry(policy), this::failing));
    InstanceKey key = engine.create("w");

    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("2 hours");

    engine.awaitEnd(key);
    assertThat(asked).hasValue(2);
    assertThat(attempts).hasValue(3);
  }

  @Test
  void endsTheStepWhenTheDelayFunctionThrowsOrGivesNoDelay() {
    RetryPolicy throwing =
        RetryPolicy.ofLimit(5)
            .withDelay(
                (context, error) -> {
                  throw new IllegalStateException("no idea");
                });
    RetryPolicy negative =
        RetryPolicy.ofLimit(5).withDelay((context, error) -> Duration.ofMillis(-1));
    engine.deploy(
        "t", (event, step) -> step.run("a", StepOptions.ofRetry(throwing), this::failing));
    engine.deploy(
        "n", (event, step) -> step.run("a", StepOptions.ofRetry(negative), this::failing));

    InstanceRecord threw = engine.awaitEnd(engine.create("t"));
    InstanceRecord gaveNone = engine.awaitEnd(engine.create("n"));

    assertThat(attempts).hasValue(2);
    assertThat(threw.failure().error().name()).isEqualTo("RetryDelayException");
    assertThat(threw.failure().error().message()).contains("delay function").contains("no idea");
    assertThat(gaveNone.failure().error().message()).contains("returned an invalid delay");
  }

  @Test
  void capsTheDelay() {
    RetryPolicy policy = RetryPolicy.ofLimit(9).withDelay("1 hour").withMaxDelay("90 minutes");
    engine.deploy("w", (event, step) -> step.run("a", StepOptions.ofRetry(policy), this::failing));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(AttemptRecord::retryDelayMillis)
        .containsExactly(3_600_000L, 5_400_000L);
  }
}
