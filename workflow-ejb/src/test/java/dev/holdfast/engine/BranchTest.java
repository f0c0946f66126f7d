package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Branch;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BranchTest {

  private static final StepOptions ONCE = StepOptions.ofRetry(RetryPolicy.none());

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void runsBranchesAtTheSameTimeAndKeepsTheirOrder() {
    CyclicBarrier together = new CyclicBarrier(3);
    engine.deploy(
        "w",
        (event, step) ->
            step.all(
                    IntStream.range(0, 3)
                        .mapToObj(
                            i ->
                                step.branch(
                                    "b" + i,
                                    b ->
                                        b.run(
                                            "work",
                                            () -> {
                                              together.await(10, TimeUnit.SECONDS);
                                              return i;
                                            })))
                        .toList())
                .toString());

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("[0, 1, 2]");
  }

  @Test
  void completesAlsoWhenBranchesEndInTheSameMoment() {
    engine.deploy(
        "w",
        (event, step) -> {
          CyclicBarrier together = new CyclicBarrier(3);
          return step.all(
                  IntStream.range(0, 3)
                      .mapToObj(
                          i ->
                              step.branch(
                                  "b",
                                  b ->
                                      b.run(
                                          "work",
                                          () -> {
                                            together.await(10, TimeUnit.SECONDS);
                                            return i;
                                          })))
                      .toList())
              .toString();
        });

    for (int i = 0; i < 2_000; i++) {
      assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("[0, 1, 2]");
    }
  }

  @Test
  void keepsNamesOfBranchesApart() {
    engine.deploy(
        "w",
        (event, step) ->
            step.all(
                    List.of(
                        step.branch("east", b -> b.run("load", () -> "e")),
                        step.branch("east", b -> b.run("load", () -> "f")),
                        step.branch(
                            "west",
                            b ->
                                b.branch("inner", c -> c.run("load", () -> "w")).await()
                                    + b.run("load", () -> "x"))))
                .toString());
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("[e, f, wx]");
    assertThat(engine.steps(key))
        .extracting(step -> step.key().shown())
        .containsExactlyInAnyOrder(
            "east-1/load-1", "east-2/load-1", "west-1/inner-1/load-1", "west-1/load-1");
  }

  @Test
  void letsABranchSleepAndGoOnWhileAnotherWorks() throws Exception {
    CountDownLatch slept = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.all(
                    List.of(
                        step.branch(
                            "sleeper",
                            b -> {
                              b.sleep("nap", "1 minute");
                              slept.countDown();
                              return "slept";
                            }),
                        step.branch(
                            "worker",
                            b ->
                                b.run(
                                    "work",
                                    () -> {
                                      slept.await(10, TimeUnit.SECONDS);
                                      return "worked";
                                    }))))
                .toString());
    InstanceKey key = engine.create("w");
    org.awaitility.Awaitility.await().until(() -> !engine.steps(key).isEmpty());

    org.awaitility.Awaitility.await()
        .pollInterval(java.time.Duration.ofMillis(5))
        .until(
            () -> {
              engine.clock.advance(java.time.Duration.ofMinutes(1));
              return slept.getCount() == 0;
            });

    assertThat(engine.awaitOutput(key)).isEqualTo("[slept, worked]");
  }

  @Test
  void waitsWithoutThreadsWhenEveryBranchWaitsAndRepeatsNothing() {
    AtomicInteger bodies = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) ->
            step.all(
                    IntStream.rangeClosed(1, 3)
                        .mapToObj(
                            i ->
                                step.branch(
                                    "b" + i,
                                    b -> {
                                      b.run("before", bodies::incrementAndGet);
                                      b.sleep("nap", i + " hours");
                                      b.run("after", bodies::incrementAndGet);
                                      return i;
                                    }))
                        .toList())
                .toString());
    InstanceKey key = engine.create("w");

    for (int i = 0; i < 3; i++) {
      engine.awaitStatus(key, InstanceStatus.WAITING);
      engine.advance("1 hour");
    }

    assertThat(engine.awaitOutput(key)).isEqualTo("[1, 2, 3]");
    assertThat(bodies).hasValue(6);
  }

  @Test
  void waitsWithoutThreadsForWhatABranchHasStartedThatWasGivenTheThreadOfItsStarter() {
    try (EngineFixture single = EngineFixture.onThreads(1)) {
      single.deploy(
          "w",
          (event, step) ->
              step.branch(
                      "outer",
                      outer ->
                          outer
                              .branch(
                                  "inner",
                                  inner -> {
                                    inner.sleep("nap", "1 hour");
                                    return "rested";
                                  })
                              .await())
                  .await());
      InstanceKey key = single.create("w");

      single.awaitStatus(key, InstanceStatus.WAITING);

      single.advance("1 hour");
      assertThat(single.awaitOutput(key)).isEqualTo("rested");
    }
  }

  @Test
  void waitsForAllBranchesBeforeItThrowsTheFirstFailure() {
    AtomicInteger ended = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          Branch<Integer> fails = step.branch("f", b -> b.run("x", ONCE, () -> fail("first")));
          Branch<Integer> alsoFails = step.branch("g", b -> b.run("x", ONCE, () -> fail("second")));
          Branch<Integer> works = step.branch("h", b -> b.run("x", ended::incrementAndGet));
          try {
            step.all(List.of(fails, alsoFails, works));
            return "no failure";
          } catch (RuntimeException e) {
            return e.getMessage() + " " + e.getSuppressed()[0].getMessage() + " " + ended.get();
          }
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("first second 1");
  }

  private static int fail(String message) {
    throw new IllegalStateException(message);
  }

  @Test
  void givesAnEmptyListForNoBranches() {
    engine.deploy("w", (event, step) -> step.all(List.<Branch<String>>of()).size());

    assertThat(engine.awaitOutput(engine.create("w"))).hasToString("0");
  }

  @Test
  void doesNotEndBeforeBranchesThatNobodyAwaits() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.branch(
              "late",
              b -> {
                b.sleep("nap", "1 hour");
                return b.run("x", () -> 1);
              });
          return "returned";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("returned");
    assertThat(engine.steps(key)).hasSize(2);
  }

  @Test
  void failsTheInstanceWithTheFailureOfABranchThatNobodyAwaited() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.branch("lost", b -> b.run("x", ONCE, () -> fail("unseen")));
          return "returned";
        });

    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(ended.failure().error().message()).isEqualTo("unseen");
  }

  @Test
  void cancelsOpenBranchesWhenTheWorkflowFails() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          step.branch(
              "long",
              b ->
                  b.run(
                      "x",
                      () -> {
                        started.countDown();
                        try {
                          return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                        } catch (InterruptedException e) {
                          interrupted.countDown();
                          throw e;
                        }
                      }));
          started.await(10, TimeUnit.SECONDS);
          throw new IllegalStateException("main failed");
        });

    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(ended.failure().error().message()).isEqualTo("main failed");
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesTheOuterStepInsideABranch() {
    engine.deploy("w", (event, step) -> step.branch("b", b -> step.run("outer", () -> 1)).await());

    assertThat(engine.awaitEnd(engine.create("w")).failure().error().code())
        .isEqualTo("step.wrong_scope");
  }

  @Test
  void runsAHundredBranchesNestedDeepOnFewThreads() {
    engine.deploy(
        "w",
        (event, step) ->
            step
                .all(
                    IntStream.range(0, 100)
                        .mapToObj(
                            i ->
                                step.branch(
                                    "b" + i,
                                    b ->
                                        b.all(
                                                List.of(
                                                    b.branch("x", c -> c.run("s", () -> 1)),
                                                    b.branch("y", c -> c.run("s", () -> 1))))
                                            .size()))
                        .toList())
                .stream()
                .mapToInt(Integer::intValue)
                .sum());

    assertThat(engine.awaitOutput(engine.create("w"))).hasToString("200");
  }
}
