package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

  private void awaitFailures(InstanceKey key, int count) {
    await()
        .atMost(EngineFixture.PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> engine.engine.instances().details(key).attempts().size() == count);
  }

  private static StepOptions retries(int limit, String delay) {
    return StepOptions.ofRetry(RetryPolicy.ofLimit(limit).withDelay(delay));
  }

  @Test // case 74
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

    for (int failed = 1; failed <= 3; failed++) {
      awaitFailures(key, failed);
      engine.awaitStatus(key, InstanceStatus.WAITING);
      engine.advance((1 << (failed - 1)) + " minutes");
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

  @Test // case 83
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

  @Test // case 79
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

  @Test // case 62
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

  @Test // case 76
  void doublesTheDelayAfterEachFailure() {
    List<Instant> starts = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                retries(3, "100 ms"),
                () -> {
                  starts.add(engine.clock.instant());
                  return failing();
                }));
    InstanceKey key = engine.create("w");

    for (int failed = 1; failed <= 3; failed++) {
      awaitFailures(key, failed);
      engine.advance(50 * (1 << failed) + " ms");
    }

    engine.awaitEnd(key);
    assertThat(starts)
        .extracting(start -> Duration.between(starts.get(0), start).toMillis())
        .containsExactly(0L, 100L, 300L, 700L);
  }

  @Test // case 80
  void triesAgainAfterAnExceptionWithoutAMessage() {
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            return step.run(
                "a",
                retries(3, "0s"),
                () -> {
                  throw new IllegalStateException();
                });
          } catch (StepFailedException e) {
            return e.errorName() + " '" + e.getMessage() + "' " + e.attempts();
          }
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("IllegalStateException '' 4");
  }

  @Test // case 82
  void doesNotTryAgainAfterANonRetryableErrorWithoutAMessage() {
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            return step.run(
                "a",
                retries(3, "0s"),
                () -> {
                  throw new NonRetryableException();
                });
          } catch (StepFailedException e) {
            return e.errorName() + " '" + e.getMessage() + "' " + e.attempts();
          }
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("NonRetryableException '' 1");
  }

  /** Says what it is by its name. */
  static final class CardRefusedException extends NonRetryableException {
    private static final long serialVersionUID = 1L;

    CardRefusedException() {
      super("card refused");
    }
  }

  @Test
  void keepsTheNameOfASubclassOfTheNonRetryableError() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                () -> {
                  throw new IOException("outer", new CardRefusedException());
                }));

    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(ended.failure().error().name()).isEqualTo("CardRefusedException");
    assertThat(ended.failure().error().message()).isEqualTo("card refused");
  }

  @Test // case 85
  void completesWhenTheOnlyAttemptFailsInsideATry() {
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            step.run("a", retries(0, "1 hour"), this::failing);
          } catch (StepFailedException e) {
            return "finished";
          }
          return "not failed";
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("finished");
    assertThat(engine.engine.instances().details(key).attempts()).hasSize(1);
  }

  @Test // case 88
  void recordsTheErrorOfEachAttemptAndNoDelayAfterTheLast() {
    engine.deploy("w", (event, step) -> step.run("a", retries(1, "0s"), this::failing));
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(
            a -> a.attempt() + " " + a.failure().error().message(), a -> a.retryDelayMillis())
        .containsExactly(tuple("1 no such file", 0L), tuple("2 no such file", null));
  }

  @Test // case 91
  void goesOnWithACleanUpStepAfterAnErrorThatWasCaught() {
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            step.run("a", retries(0, "0s"), this::failing);
          } catch (StepFailedException e) {
            step.run("clean up", () -> "cleaned");
          }
          return step.run("next", () -> "went on");
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("went on");
    assertThat(engine.steps(key))
        .extracting(step -> step.key().name() + " " + step.status().wireName())
        .containsExactly("a errored", "clean up complete", "next complete");
  }

  @Test // case 94
  void countsTheTimeThatTheServerWasDownAsPartOfTheDelay() {
    engine.deploy("w", (event, step) -> step.run("a", retries(1, "60s"), this::failing));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.clock.advance(Duration.ofSeconds(20));

    engine.crashAndRestart();
    engine.advance("39s");
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.WAITING);
    assertThat(attempts).hasValue(1);

    engine.advance("1s");
    engine.awaitEnd(key);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void rollsTheJitterOnceWithinItsShare() {
    RetryPolicy some =
        RetryPolicy.ofLimit(50).withDelay("500 ms").withBackoff(Backoff.CONSTANT).withJitter(0.2);
    engine.deploy("w", (event, step) -> step.run("a", StepOptions.ofRetry(some), this::failing));
    InstanceKey key = engine.create("w");

    for (int failed = 1; failed <= 10; failed++) {
      awaitFailures(key, failed);
      engine.advance("600 ms");
    }

    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(AttemptRecord::retryDelayMillis)
        .allSatisfy(delay -> assertThat(delay).isBetween(400L, 600L))
        .doesNotContainSequence(500L, 500L);
  }

  @Test
  void growsByTheNumberOfTheAttemptWhenLinear() {
    RetryPolicy policy = RetryPolicy.ofLimit(3).withDelay("1 hour").withBackoff(Backoff.LINEAR);
    engine.deploy("w", (event, step) -> step.run("a", StepOptions.ofRetry(policy), this::failing));
    InstanceKey key = engine.create("w");

    for (int hours : List.of(1, 2, 3)) {
      awaitFailures(key, hours);
      engine.awaitStatus(key, InstanceStatus.WAITING);
      engine.advance(hours + " hours");
    }

    engine.awaitEnd(key);
    assertThat(attempts).hasValue(4);
  }
}
