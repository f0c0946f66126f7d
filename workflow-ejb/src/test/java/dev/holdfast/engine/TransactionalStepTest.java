package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.Blob;
import dev.holdfast.api.Compensation;
import dev.holdfast.api.CompensationContext;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.TypeToken;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionalStepTest {

  private static final StepOptions ONE_RETRY =
      StepOptions.ofRetry(RetryPolicy.ofLimit(1).withDelay("0s"));

  private final CommitFaults faults = new CommitFaults();
  private final EngineFixture engine =
      new EngineFixture(EngineSettings.DEFAULT, store -> store, faults::around);
  private final AtomicInteger bodies = new AtomicInteger();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void returnsItsRecordedResultOnTheFirstExecutionAndOnReplay() {
    List<String> seen = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) -> {
          seen.add(step.transactional("a", () -> "body " + bodies.incrementAndGet()));
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    engine.awaitEnd(key);
    assertThat(seen).containsExactly("body 1", "body 1");
    assertThat(engine.steps(key).get(0).key().kind()).isEqualTo(StepKind.RUN);
    assertThat(engine.steps(key).get(0).status()).isEqualTo(StepStatus.COMPLETE);
    assertThat(engine.steps(key).get(0).attempt()).isEqualTo(1);
  }

  @Test
  void takesTheFormsThatRunTakes() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.transactional("action", () -> {});
          step.transactional("action", StepOptions.ofTimeout("1s"), () -> {});
          int context = step.<Integer>transactional("a", c -> c.occurrence());
          String typed = step.transactional("b", String.class, () -> "b");
          List<Object> list =
              step.transactional("c", new TypeToken<List<Object>>() {}, () -> List.of(1, "c"));
          return context + typed + list.size();
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("1b2");
  }

  @Test
  void sharesNamesAndTheStepLimitWithOtherSteps() {
    engine.deploy(
        "w",
        Map.class,
        Object.class,
        2,
        (event, step) -> {
          step.run("a", () -> 1);
          step.transactional("a", () -> 2);
          return step.transactional("a", () -> 3);
        });
    InstanceKey key = engine.create("w");

    InstanceRecord ended = engine.awaitEnd(key);

    assertThat(ended.failure().error().code()).isEqualTo("step.limit_reached");
    assertThat(engine.steps(key)).extracting(s -> s.key().shown()).containsExactly("a-1", "a-2");
  }

  @Test
  void findsEverythingEarlierDurable() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("earlier", () -> 1);
          InstanceKey self = new InstanceKey(event.workflowName(), event.instanceId());
          return step.transactional("a", () -> engine.steps(self).size());
        });

    assertThat(engine.awaitOutput(engine.create("w"))).hasToString("1");
  }

  @Test
  void isTriedAgainWhenTheBodyThrows() {
    engine.deploy(
        "w",
        (event, step) ->
            step.transactional(
                "a",
                ONE_RETRY,
                context -> {
                  if (context.attempt() == 1) {
                    throw new IOException("first");
                  }
                  return context.attempt();
                }));
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).hasToString("2");
    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(attempt -> attempt.failure().error().message())
        .containsExactly("first");
  }

  @Test
  void isNotTriedAgainAfterAFinalFailure() {
    assertThat(
            failureOf(
                () -> {
                  throw new NonRetryableException("no");
                }))
        .isEqualTo("null NonRetryableException 1");
    assertThat(failureOf(() -> (Runnable) () -> {}))
        .isEqualTo("step.result_not_serializable StepResultNotSerializableException 1");
    assertThat(failureOf(() -> "x".repeat(1 << 20)))
        .isEqualTo("step.result_too_large StepResultTooLargeException 1");
  }

  private String failureOf(java.util.concurrent.Callable<Object> body) {
    String name = "w" + bodies.incrementAndGet();
    engine.deploy(
        name,
        (event, step) -> {
          try {
            return step.transactional("a", body);
          } catch (StepFailedException e) {
            return "%s %s %d".formatted(e.error().code(), e.errorName(), e.attempts());
          }
        });
    return String.valueOf(engine.awaitOutput(engine.create(name)));
  }

  @Test
  void isTriedAgainWhenTheTransactionWasMarkedForRollback() {
    faults.markNextForRollback();
    engine.deploy(
        "w", (event, step) -> step.transactional("a", ONE_RETRY, bodies::incrementAndGet));
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).hasToString("2");
    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(attempt -> attempt.failure().error().code())
        .containsExactly("step.transaction_rolled_back");
  }

  @Test
  void isTriedAgainWhenTheCommitFailed() {
    faults.failNextBeforeCommit();
    engine.deploy(
        "w", (event, step) -> step.transactional("a", ONE_RETRY, bodies::incrementAndGet));
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).hasToString("2");
    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(attempt -> attempt.failure().error().code())
        .containsExactly("step.transaction_rolled_back");
  }

  @Test
  void isDoneWhenOnlyTheAnswerOfTheCommitWasLost() {
    faults.failNextAfterCommit();
    engine.deploy(
        "w",
        (event, step) -> {
          int first = step.transactional("a", ONE_RETRY, bodies::incrementAndGet);
          return first + step.run("b", () -> 10);
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).hasToString("11");
    assertThat(bodies).hasValue(1);
    assertThat(engine.engine.instances().details(key).attempts()).isEmpty();
  }

  @Test
  void neverCommitsAnAttemptThatWasTooLate() {
    StepOptions options =
        StepOptions.ofTimeout("2s").withRetry(RetryPolicy.ofLimit(1).withDelay("0s"));
    engine.deploy(
        "w",
        (event, step) ->
            step.transactional(
                "a",
                options,
                context -> {
                  bodies.incrementAndGet();
                  if (context.attempt() == 1) {
                    awaitInterrupt();
                    return "late";
                  }
                  return "in time";
                }));
    InstanceKey key = engine.create("w");
    await().until(() -> bodies.get() == 1);

    engine.advance("2s");

    assertThat(engine.awaitOutput(key)).isEqualTo("in time");
    assertThat(faults.commits()).isEqualTo(1);
  }

  @Test
  void neverCommitsAnAttemptWhoseThreadWasGivenUp() {
    CountDownLatch release = new CountDownLatch(1);
    StepOptions options =
        StepOptions.ofTimeout("2s").withRetry(RetryPolicy.ofLimit(1).withDelay("0s"));
    engine.deploy(
        "w",
        (event, step) ->
            step.transactional(
                "a",
                options,
                context -> {
                  bodies.incrementAndGet();
                  while (context.attempt() == 1 && release.getCount() > 0) {
                    Thread.interrupted();
                  }
                  return "attempt " + context.attempt();
                }));
    InstanceKey key = engine.create("w");
    await().until(() -> bodies.get() == 1);

    engine.advance("2s");
    engine.advance("1s");

    assertThat(engine.awaitOutput(key)).isEqualTo("attempt 2");
    release.countDown();
    await().until(() -> faults.ended() == 2);
    assertThat(faults.commits()).isEqualTo(1);
  }

  @Test
  void makesTheSameAttemptAgainAfterACrashAndRefusesTheOldOne() {
    CountDownLatch goOn = new CountDownLatch(1);
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) ->
            step.transactional(
                "a",
                context -> {
                  attempts.add(context.attempt());
                  if (attempts.size() == 1) {
                    goOn.await(10, TimeUnit.SECONDS);
                    return "old";
                  }
                  return "new";
                }));
    InstanceKey key = engine.create("w");
    await().until(() -> attempts.size() == 1);

    engine.crashAndRestart();

    assertThat(engine.awaitOutput(key)).isEqualTo("new");
    goOn.countDown();
    await().until(() -> faults.ended() == 2);
    assertThat(engine.codec.decode(engine.steps(key).get(0).result(), String.class))
        .isEqualTo("new");
    assertThat(attempts).containsExactly(1, 1);
  }

  @Test
  void cannotCommitOnceTheInstanceIsTerminated() {
    AtomicBoolean interrupted = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) ->
            step.transactional(
                "a",
                () -> {
                  bodies.incrementAndGet();
                  interrupted.set(awaitInterrupt());
                  return "done";
                }));
    InstanceKey key = engine.create("w");
    await().until(() -> bodies.get() == 1);

    engine.terminate(key);

    await().until(() -> faults.ended() == 1);
    assertThat(interrupted).isTrue();
    assertThat(faults.commits()).isZero();
    assertThat(engine.steps(key)).isEmpty();
  }

  @Test
  void showsALongBodyAsRunning() {
    CountDownLatch release = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.transactional(
                "a",
                () -> {
                  bodies.incrementAndGet();
                  return release.await(10, TimeUnit.SECONDS);
                }));
    InstanceKey key = engine.create("w");
    await().until(() -> bodies.get() == 1);

    engine.advance("500ms");

    await()
        .untilAsserted(
            () ->
                assertThat(engine.steps(key))
                    .extracting(StepRecord::status)
                    .containsExactly(StepStatus.RUNNING));
    release.countDown();
    assertThat(engine.awaitOutput(key)).isEqualTo(true);
    assertThat(engine.steps(key)).extracting(StepRecord::status).containsOnly(StepStatus.COMPLETE);
  }

  @Test
  void keepsLargeResultsAndBlobs() {
    engine.deploy(
        "w",
        (event, step) -> {
          StepOptions large = StepOptions.DEFAULT.withLargeResult();
          int text = step.transactional("text", large, () -> "x".repeat(2 << 20)).length();
          Blob blob = step.transactional("blob", () -> Blob.of(new byte[300_000]));
          return text + blob.open().readAllBytes().length;
        });

    assertThat(engine.awaitOutput(engine.create("w"))).hasToString("2397152");
    assertThat(engine.blobs.stored()).hasSize(2);
  }

  @Test
  void isUndoneInATransactionThatIsTriedAgainWhenItsCommitFailed() {
    List<String> undone = new CopyOnWriteArrayList<>();
    Compensation compensation =
        Compensation.of(
                (CompensationContext<String> context) -> {
                  undone.add(context.attempt() + " " + context.output().length());
                })
            .withRetry(RetryPolicy.ofLimit(1).withDelay("0s"))
            .withTransaction();
    engine.deploy(
        "w",
        (event, step) -> {
          step.transactional(
              "a",
              StepOptions.DEFAULT.withLargeResult().withCompensation(compensation),
              () -> "x".repeat(2 << 20));
          faults.failNextBeforeCommit();
          throw new IllegalStateException("undo it");
        });
    InstanceKey key = engine.create("w");

    InstanceRecord ended = engine.awaitEnd(key);

    assertThat(ended.failure().error().message()).isEqualTo("undo it");
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("1 2097152", "1 2097152");
    assertThat(faults.commits()).isEqualTo(2);
  }

  @Test
  void refusesStepsInItsBody() {
    engine.deploy(
        "w",
        (event, step) ->
            step.transactional(
                "outer",
                StepOptions.ofRetry(RetryPolicy.none()),
                () -> step.transactional("inner", () -> 1)));

    assertThat(engine.awaitEnd(engine.create("w")).failure().error().code())
        .isEqualTo("step.nested");
  }

  private static boolean awaitInterrupt() {
    try {
      new CountDownLatch(1).await(10, TimeUnit.SECONDS);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
