package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.AllBranchesFailedException;
import dev.holdfast.api.Branch;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Losers;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.Winner;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnyTest {

  private static final StepOptions ONCE = StepOptions.ofRetry(RetryPolicy.none());

  private final EngineFixture engine = new EngineFixture();
  private final AtomicInteger bodies = new AtomicInteger();

  @AfterEach
  void close() {
    engine.close();
  }

  private Branch<String> failing(WorkflowStep step, String name) {
    return step.branch(
        name,
        b ->
            b.run(
                "x",
                ONCE,
                () -> {
                  bodies.incrementAndGet();
                  throw new IllegalStateException(name + " failed");
                }));
  }

  private StepRecord race(InstanceKey key) {
    return engine.steps(key).stream()
        .filter(step -> step.key().kind() == StepKind.RACE)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givesTheFirstSuccessAndPassesOverFailures() {
    engine.deploy(
        "w",
        (event, step) -> {
          Branch<String> works =
              step.branch(
                  "works",
                  b -> {
                    b.sleep("nap", "1 hour");
                    return b.run("x", () -> "worked");
                  });
          Winner<String> winner = step.any("a", List.of(failing(step, "f"), works));
          step.sleep("nap", "1 hour");
          return winner.index() + " " + winner.name() + " " + winner.value();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");
    engine.awaitWaitingAt(key, "sleep nap-1");

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("1 works worked");
    assertThat(bodies).hasValue(1);
  }

  @Test
  void cancelsTheOthersAtTheFirstSuccess() {
    CountDownLatch started = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.any(
                    "a",
                    List.of(
                        failing(step, "f"),
                        step.branch(
                            "hangs",
                            b ->
                                b.run(
                                    "x",
                                    () -> {
                                      started.countDown();
                                      new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                                      return "never";
                                    })),
                        step.branch(
                            "works",
                            b -> b.run("x", () -> "" + started.await(10, TimeUnit.SECONDS)))))
                .name());
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("works");
    assertThat(engine.steps(key))
        .filteredOn(step -> step.key().scope().equals("hangs-1"))
        .extracting(StepRecord::status)
        .containsExactly(StepStatus.CANCELLED);
  }

  @Test
  void throwsEveryFailureInTheOrderOfTheListWhenAllFail() {
    engine.deploy(
        "w",
        (event, step) -> {
          String failures;
          try {
            failures = step.any("a", List.of(failing(step, "f"), failing(step, "g"))).name();
          } catch (AllBranchesFailedException e) {
            failures = e.code() + e.failures().stream().map(Throwable::getMessage).toList();
          }
          step.sleep("nap", "1 hour");
          return failures;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("branches.all_failed[f failed, g failed]");
    assertThat(bodies).hasValue(2);
    assertThat(race(key).status()).isEqualTo(StepStatus.ERRORED);
  }

  @Test
  void failsTheInstanceWithTheCodeWhenNobodyCatchesIt() {
    engine.deploy("w", (event, step) -> step.any("a", List.of(failing(step, "f"))).value());

    var error = engine.awaitEnd(engine.create("w")).failure().error();

    assertThat(error.code()).isEqualTo("branches.all_failed");
    assertThat(error.name()).isEqualTo("AllBranchesFailedException");
    assertThat(error.message()).contains("'a'", "f failed");
  }

  @Test
  void doesNotFailTheInstanceForALoserThatFailedBeforeOrAfterTheSuccess() {
    engine.deploy(
        "w",
        (event, step) ->
            step.any(
                    "a",
                    List.of(
                        failing(step, "before"),
                        step.branch("works", b -> b.run("x", () -> "worked")),
                        step.branch(
                            "after",
                            b -> {
                              b.sleep("nap", "1 hour");
                              throw new IllegalStateException("ignored");
                            })),
                    Losers.KEEP_RUNNING)
                .value());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("worked");
  }

  @Test
  void refusesNoBranches() {
    engine.deploy("w", (event, step) -> step.any("a", List.<Branch<String>>of()).value());

    assertThat(engine.awaitEnd(engine.create("w")).failure().error().code())
        .isEqualTo("options.invalid");
  }
}
