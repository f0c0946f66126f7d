package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.DelayFunction;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryDelayException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DelayFunctionTest {

  private final EngineFixture engine = new EngineFixture();
  private final AtomicInteger attempts = new AtomicInteger();

  @AfterEach
  void close() {
    engine.close();
  }

  private static StepOptions delayedBy(DelayFunction function) {
    return StepOptions.ofRetry(
        RetryPolicy.ofLimit(5).withBackoff(Backoff.CONSTANT).withDelay(function));
  }

  private String failing() {
    attempts.incrementAndGet();
    throw new IllegalStateException("always");
  }

  @Test // case 95
  void decidesHowLongToWait() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                delayedBy((context, error) -> Duration.ofMillis(50)),
                context -> context.attempt() == 1 ? failing() : "second"));
    InstanceKey key = engine.create("w");
    await().until(() -> !engine.engine.instances().details(key).attempts().isEmpty());

    engine.advance("50 ms");

    assertThat(engine.awaitOutput(key)).isEqualTo("second");
    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(AttemptRecord::retryDelayMillis)
        .containsExactly(50L);
  }

  @Test
  void isToldTheAttemptAndItsError() {
    List<String> told = new CopyOnWriteArrayList<>();
    StepOptions options =
        delayedBy(
            (context, error) -> {
              told.add(context.stepName() + " " + context.attempt() + " " + error.getMessage());
              return Duration.ZERO;
            });
    engine.deploy("w", (event, step) -> step.run("a", options, this::failing));

    engine.awaitEnd(engine.create("w"));

    assertThat(told)
        .containsExactly("a 1 always", "a 2 always", "a 3 always", "a 4 always", "a 5 always");
  }

  @Test // case 98
  void endsTheStepWhenItThrows() {
    DelayFunction throwing =
        (context, error) -> {
          throw new IllegalArgumentException("no idea");
        };

    assertThat(failureWith(throwing))
        .isEqualTo(
            "step.delay_function RetryDelayException 1 The delay function of step 'a-1' threw"
                + " java.lang.IllegalArgumentException: no idea (step.delay_function)");
    assertThat(attempts).hasValue(1);
  }

  @Test // case 100
  void endsTheStepWhenItReturnsANegativeDurationOrNull() {
    assertThat(failureWith((context, error) -> Duration.ofMillis(-1)))
        .contains("The delay function of step 'a-1' returned an invalid delay (PT-0.001S)");
    assertThat(failureWith(nothing()))
        .contains("The delay function of step 'a-1' returned an invalid delay (null)");
    assertThat(attempts).hasValue(2);
  }

  @SuppressWarnings("NullAway") // what callers without null checks may do
  private static DelayFunction nothing() {
    return (context, error) -> null;
  }

  @Test
  void endsTheStepWhenItTakesMoreThanFiveSeconds() {
    CountDownLatch asked = new CountDownLatch(1);
    deployCatching(
        "w",
        (context, error) -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Duration.ZERO;
        });
    InstanceKey key = engine.create("w");
    await().until(() -> asked.getCount() == 0);

    engine.advance("5s");

    assertThat(engine.awaitOutput(key))
        .asString()
        .contains("The delay function of step 'a-1' did not return within 5 seconds");
  }

  @Test
  void isBoundedByAYearHoweverMuchItReturns() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                delayedBy((context, error) -> Duration.ofSeconds(Long.MAX_VALUE)),
                this::failing));
    InstanceKey key = engine.create("w");

    engine.awaitStatus(key, InstanceStatus.WAITING);

    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(AttemptRecord::retryDelayMillis)
        .containsExactly(Duration.ofDays(365).toMillis());
  }

  @Test // case 101
  void leavesTheDelayOfTheOptionsEmpty() {
    List<Optional<Duration>> seen = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) -> {
          StepOptions function = delayedBy((context, error) -> Duration.ofMillis(5));
          StepOptions fixed = StepOptions.ofRetry(RetryPolicy.DEFAULT.withDelay("1234 ms"));
          step.run("a", function, context -> seen.add(context.options().retry().delay()));
          step.run("b", fixed, context -> seen.add(context.options().retry().delay()));
          return null;
        });

    engine.awaitEnd(engine.create("w"));

    assertThat(seen).containsExactly(Optional.empty(), Optional.of(Duration.ofMillis(1234)));
  }

  @Test
  void givesWayToTheDefaultDelayWhenItIsGoneFromTheCode() {
    AtomicBoolean gone = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                gone.get()
                    ? StepOptions.DEFAULT
                    : delayedBy((context, error) -> Duration.ofHours(1)),
                this::failing));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    gone.set(true);
    engine.advance("1 hour");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(AttemptRecord::retryDelayMillis)
        .containsExactly(3_600_000L, 10_000L);
  }

  @Test
  void isNotAskedWhileTheServerStops() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                delayedBy(
                    (context, error) -> {
                      asked.incrementAndGet();
                      return Duration.ZERO;
                    }),
                () -> {
                  running.countDown();
                  goOn.await(10, TimeUnit.SECONDS);
                  return failing();
                }));
    InstanceKey key = engine.create("w");
    await().until(() -> running.getCount() == 0);

    Thread stopping = new Thread(engine.engine::stop);
    stopping.start();
    await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
    goOn.countDown();
    stopping.join(10_000);

    assertThat(asked).hasValue(0);
    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(AttemptRecord::retryDelayMillis)
        .containsExactly(10_000L);
  }

  private String failureWith(DelayFunction function) {
    String name = "w" + attempts.get();
    deployCatching(name, function);
    return String.valueOf(engine.awaitOutput(engine.create(name)));
  }

  private void deployCatching(String name, DelayFunction function) {
    engine.deploy(
        name,
        (event, step) -> {
          try {
            return step.run("a", delayedBy(function), this::failing);
          } catch (RetryDelayException e) {
            return "%s %s %d %s".formatted(e.code(), e.errorName(), e.attempts(), e.getMessage());
          }
        });
  }
}
