package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.Branch;
import dev.holdfast.api.Compensation;
import dev.holdfast.api.CompensationContext;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompensationTest {

  /** Is what a step returns. */
  record Booking(String room, List<Integer> nights) {}

  private final EngineFixture engine = new EngineFixture();
  private final List<String> undone = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    engine.close();
  }

  private StepOptions undoable() {
    return StepOptions.DEFAULT.withCompensation(this::undo);
  }

  private StepOptions undoableOnce() {
    return undoable().withRetry(RetryPolicy.none());
  }

  private void undo(CompensationContext<@Nullable Object> context) {
    undone.add(context.stepName() + (context.hasOutput() ? "=" + context.output() : ""));
  }

  private void book(WorkflowStep step, String name) {
    step.run(name, undoable(), () -> name.toUpperCase(java.util.Locale.ROOT));
  }

  private static Object fail() {
    throw new IllegalStateException("out of luck");
  }

  private List<StepRecord> compensations(InstanceKey key) {
    return engine.steps(key).stream()
        .filter(step -> step.key().kind() == StepKind.COMPENSATION)
        .toList();
  }

  // case 178
  @Test
  void undoesTheStepsInReverseOrderAndKeepsTheError() {
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          book(step, "b");
          step.run("plain", () -> 1);
          book(step, "c");
          return fail();
        });
    InstanceKey key = engine.create("w");

    InstanceRecord ended = engine.awaitEnd(key);

    assertThat(undone).containsExactly("c=C", "b=B", "a=A");
    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(ended.failure().error().message()).isEqualTo("out of luck");
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(compensations(key))
        .extracting(step -> step.key().name(), StepRecord::status, StepRecord::attempt)
        .containsExactly(
            tuple("c", StepStatus.COMPLETE, 1),
            tuple("b", StepStatus.COMPLETE, 1),
            tuple("a", StepStatus.COMPLETE, 1));
  }

  @Test
  void recordsTheHandlersAfterAllElseAndOneAfterTheOther() {
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          book(step, "b");
          return fail();
        });
    InstanceKey key = engine.create("w");

    engine.awaitEnd(key);

    List<Long> positions = new ArrayList<>();
    engine
        .steps(key)
        .forEach(step -> positions.addAll(List.of(step.startedLog(), step.endedLog())));
    assertThat(positions).isSorted().allMatch(position -> position > 0);
    assertThat(engine.steps(key))
        .filteredOn(step -> step.key().kind() == StepKind.RUN)
        .allMatch(step -> step.options() != null && step.options().endsWith(" compensation"));
  }

  // case 179
  @Test
  void goesBackInTheOrderOfTheStartsWhateverEndedFirst() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          Branch<Object> slow =
              step.branch(
                  "slow",
                  branch ->
                      branch.run(
                          "slow",
                          undoable(),
                          () -> {
                            first.countDown();
                            return second.await(10, TimeUnit.SECONDS);
                          }));
          Branch<Object> quick =
              step.branch(
                  "quick",
                  branch -> {
                    first.await(10, TimeUnit.SECONDS);
                    branch.run("quick", undoable(), () -> true);
                    second.countDown();
                    return null;
                  });
          step.all(List.of(slow, quick));
          return fail();
        });

    engine.awaitEnd(engine.create("w"));

    assertThat(undone).containsExactly("quick=true", "slow=true");
  }

  // case 181
  @Test
  void undoesTheFailingStepItselfWithoutOutput() {
    engine.deploy("w", (event, step) -> step.run("a", undoableOnce(), CompensationTest::fail));

    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(undone).containsExactly("a");
    assertThat(ended.failure().error().code()).isEqualTo("step.failed");
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
  }

  // case 182
  @Test
  void undoesAStepThatMustNotBeTriedAgainWithoutOutput() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                undoable(),
                () -> {
                  throw new NonRetryableException("refused");
                }));

    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(undone).containsExactly("a");
    assertThat(ended.failure().error().name()).isEqualTo("NonRetryableException");
  }

  // case 184
  @Test
  void stopsAtTheFirstHandlerThatFailsForGood() {
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          step.run(
              "b",
              StepOptions.DEFAULT.withCompensation(
                  Compensation.of(
                          () -> {
                            undone.add("b fails");
                            throw new IllegalArgumentException("still occupied");
                          })
                      .withRetry(RetryPolicy.none())),
              () -> 2);
          book(step, "c");
          return fail();
        });
    InstanceKey key = engine.create("w");

    InstanceRecord ended = engine.awaitEnd(key);

    assertThat(undone).containsExactly("c=C", "b fails");
    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(ended.failure().error().message()).isEqualTo("out of luck");
    assertThat(ended.rollback().outcome()).isEqualTo(Rollback.Outcome.FAILED);
    assertThat(ended.rollback().error().orElseThrow().message()).isEqualTo("still occupied");
    assertThat(compensations(key))
        .extracting(step -> step.key().name(), StepRecord::status, StepRecord::isOnlyPlanned)
        .containsExactly(
            tuple("c", StepStatus.COMPLETE, false),
            tuple("b", StepStatus.ERRORED, false),
            tuple("a", StepStatus.CANCELLED, true));
  }

  // case 185
  @Test
  void triesAHandlerAgainAfterADelay() {
    AtomicInteger tries = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          step.run(
              "b",
              StepOptions.DEFAULT.withCompensation(
                  context -> {
                    if (tries.incrementAndGet() == 1) {
                      fail();
                    }
                    undone.add(
                        "b at last, after attempt %d, in attempt %d"
                            .formatted(context.attempt(), context.handlerAttempt()));
                  }),
              () -> 2);
          throw new IllegalStateException("out of luck");
        });
    InstanceKey key = engine.create("w");
    EngineFixture.awaitThat(() -> tries.get() == 1);
    EngineFixture.awaitThat(() -> engine.get(key).owner() == null);

    InstanceRecord waiting = engine.get(key);
    assertThat(waiting.status()).isEqualTo(InstanceStatus.ROLLING_BACK);
    assertThat(waiting.wakeAt()).isEqualTo(engine.clock.instant().plusSeconds(10));
    engine.advance("10s");

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("b at last, after attempt 1, in attempt 2", "a=A");
    assertThat(engine.engine.instances().details(key).attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.attempt()).isEqualTo(1);
              assertThat(attempt.retryDelayMillis()).isEqualTo(10_000L);
            });
  }

  @Test
  void interruptsAHandlerAfterItsOwnTimeout() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "a",
              StepOptions.DEFAULT.withCompensation(
                  Compensation.of(
                          () -> {
                            inFlight.countDown();
                            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                          })
                      .withTimeout("3s")
                      .withRetry(RetryPolicy.none())),
              () -> 1);
          return fail();
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    engine.advance("3s");

    Rollback rollback = engine.awaitEnd(key).rollback();
    assertThat(rollback.error().orElseThrow().name()).isEqualTo("StepTimeoutException");
  }

  @Test
  void endsTheRetriesOfAHandlerThatSaysSo() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "a",
              StepOptions.DEFAULT.withCompensation(
                  () -> {
                    undone.add("a");
                    throw new NonRetryableException("never");
                  }),
              () -> 1);
          return fail();
        });

    Rollback rollback = engine.awaitEnd(engine.create("w")).rollback();

    assertThat(undone).containsExactly("a");
    assertThat(rollback.error().orElseThrow().message()).isEqualTo("never");
  }

  // case 188
  @Test
  void doesNothingWhenTheInstanceSucceeds() {
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          return "done";
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("done");
    assertThat(undone).isEmpty();
    assertThat(compensations(key)).isEmpty();
    assertThat(engine.get(key).rollback()).isNull();
  }

  @Test
  void leavesNoTraceWhenThereIsNothingToUndo() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", () -> 1);
          return fail();
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitEnd(key).rollback()).isNull();
    assertThat(engine.steps(key)).hasSize(1);
  }

  // case 190
  @Test
  void undoesAlsoAFailedStepThatWasCaught() {
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            step.run("a", undoableOnce(), CompensationTest::fail);
          } catch (StepFailedException e) {
            book(step, "b");
          }
          return fail();
        });

    engine.awaitEnd(engine.create("w"));

    assertThat(undone).containsExactly("b=B", "a");
  }

  // case 200
  @Test
  void undoesEarlierStepsWhenAResultCannotBeStored() {
    AtomicInteger attempts = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          book(step, "b");
          return step.run(
              "c",
              () -> {
                attempts.incrementAndGet();
                return (Runnable) () -> {};
              });
        });

    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(attempts).hasValue(1);
    assertThat(undone).containsExactly("b=B", "a=A");
    assertThat(ended.failure().error().code()).isEqualTo("step.result_not_serializable");
  }

  @Test
  void undoesWhenTheOutputCannotBeStored() {
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          return "x".repeat(1 << 21);
        });

    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(undone).containsExactly("a=A");
    assertThat(ended.failure().error().code()).isEqualTo("workflow.output_too_large");
  }

  // case 202
  @Test
  void isRollingBackMeanwhileAndTakesNoEvents() throws Exception {
    CountDownLatch inHandler = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "a",
              StepOptions.DEFAULT.withCompensation(
                  () -> {
                    inHandler.countDown();
                    goOn.await(10, TimeUnit.SECONDS);
                  }),
              () -> 1);
          return fail();
        });
    InstanceKey key = engine.create("w");
    inHandler.await(10, TimeUnit.SECONDS);

    InstanceRecord meanwhile = engine.get(key);
    assertThat(meanwhile.status()).isEqualTo(InstanceStatus.ROLLING_BACK);
    assertThat(meanwhile.rollback()).isNull();
    assertThat(meanwhile.error()).isEmpty();
    assertThat(meanwhile.owner()).isNotNull();
    goOn.countDown();

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(ended.error().orElseThrow().message()).isEqualTo("out of luck");
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
  }

  @Test
  void tellsTheHandlerWhichStepItUndoesAndWhy() {
    AtomicReference<CompensationContext<Booking>> seen = new AtomicReference<>();
    AtomicReference<String> idempotencyKey = new AtomicReference<>();
    StepOptions options =
        StepOptions.ofTimeout("1 minute")
            .withRetry(RetryPolicy.ofLimit(2).withDelay("0s"))
            .withCompensation((CompensationContext<Booking> context) -> seen.set(context));
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "book",
              options,
              context -> {
                idempotencyKey.set(context.idempotencyKey());
                return context.attempt() == 1 ? (Booking) fail() : new Booking("12", List.of(1));
              });
          return fail();
        });

    engine.awaitEnd(engine.create("w"));

    CompensationContext<Booking> context = seen.get();
    assertThat(context.stepName()).isEqualTo("book");
    assertThat(context.occurrence()).isEqualTo(1);
    assertThat(context.attempt()).isEqualTo(2);
    assertThat(context.options().retry().limit()).contains(2);
    assertThat(context.options().timeout()).contains(java.time.Duration.ofMinutes(1));
    assertThat(context.idempotencyKey()).isEqualTo(idempotencyKey.get());
    assertThat(context.error().name()).isEqualTo("IllegalStateException");
    assertThat(context.error().message()).isEqualTo("out of luck");
    assertThat(context.output()).isEqualTo(new Booking("12", List.of(1)));
  }

  @Test
  void givesAHandlerTheOutputOfItsClassOrNull() {
    StepOptions options =
        StepOptions.ofRetry(RetryPolicy.none())
            .withCompensation(
                Booking.class,
                booking -> undone.add(booking == null ? "nothing booked" : booking.room()));
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", options, () -> new Booking("12", List.of(1, 2)));
          return step.run("b", options, CompensationTest::fail);
        });

    engine.awaitEnd(engine.create("w"));

    assertThat(undone).containsExactly("nothing booked", "12");
  }

  @Test
  void refusesStepsInAHandler() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "a",
              StepOptions.DEFAULT.withCompensation(
                  Compensation.of(() -> step.run("b", () -> 1)).withRetry(RetryPolicy.none())),
              () -> 1);
          return fail();
        });

    Rollback rollback = engine.awaitEnd(engine.create("w")).rollback();

    assertThat(rollback.error().orElseThrow().code()).isEqualTo("step.rolling_back");
  }

  @Test
  void undoesABodyInFlightThatItInterrupts() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          step.branch(
              "other",
              branch ->
                  branch.run(
                      "held",
                      undoable(),
                      () -> {
                        inFlight.countDown();
                        return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                      }));
          inFlight.await(10, TimeUnit.SECONDS);
          return fail();
        });

    engine.awaitEnd(engine.create("w"));

    assertThat(undone).containsExactly("held");
  }

  @Test
  void doesNotUndoAStepThatWasNotReached() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.branch(
              "other",
              branch -> {
                branch.sleep("nap", "1 hour");
                book(branch, "never");
                return null;
              });
          book(step, "a");
          return fail();
        });

    engine.awaitEnd(engine.create("w"));

    assertThat(undone).containsExactly("a=A");
  }

  @Test
  void findsTheHandlersOfABranchThatHasNotBeenReplayedYet() throws Exception {
    engine.deploy(
        "w",
        (event, step) -> {
          Branch<Object> other =
              step.branch(
                  "other",
                  branch -> {
                    book(branch, "early");
                    branch.sleep("long nap", "2 hours");
                    return null;
                  });
          step.sleep("nap", "1 hour");
          other.name();
          return fail();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitEnd(key).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("early=EARLY");
  }

  @Test
  void doesNotRunForAResultThatCannotBeReadAnyMore() {
    AtomicBoolean changed = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) -> {
          book(step, "a");
          Object read =
              changed.get()
                  ? step.run("b", new TypeToken<Booking>() {}, undoable(), context -> null)
                  : step.run("b", new TypeToken<List<String>>() {}, context -> List.of("x"));
          step.sleep("nap", "1 hour");
          return read;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    changed.set(true);
    engine.advance("1 hour");

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.failure().error().code()).isEqualTo("step.result_unreadable");
    assertThat(ended.rollback()).isNull();
    assertThat(undone).isEmpty();
  }
}
