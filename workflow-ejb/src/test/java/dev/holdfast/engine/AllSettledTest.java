package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Branch;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.Settled;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.InstanceKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AllSettledTest {

  private static final StepOptions ONCE = StepOptions.ofRetry(RetryPolicy.none());

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  private static String shown(Settled<?> end) {
    return end.isSuccess() ? "ok " + end.result() : "failed " + end.failure().getMessage();
  }

  @Test
  void givesResultsAndFailuresInTheOrderOfTheBranches() {
    engine.deploy(
        "w",
        (event, step) -> {
          List<Settled<Integer>> ends =
              step.allSettled(
                  List.of(
                      step.branch(
                          "slow",
                          b -> {
                            b.sleep("nap", "1 hour");
                            return b.run("x", () -> 1);
                          }),
                      step.branch("fails", b -> b.run("x", ONCE, () -> fail("no"))),
                      step.branch("null", b -> b.run("x", () -> (Integer) null))));
          step.sleep("after", "1 hour");
          return ends.stream().map(AllSettledTest::shown).toList();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");
    engine.awaitWaitingAt(key, "sleep after-1");

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo(List.of("ok 1", "failed no", "ok null"));
  }

  private static int fail(String message) {
    throw new IllegalStateException(message);
  }

  @Test
  void neverThrowsForABranchNotEvenForAnError() {
    engine.deploy(
        "w",
        (event, step) ->
            step
                .allSettled(
                    List.of(
                        step.branch(
                            "error",
                            b -> {
                              throw new AssertionError("broken");
                            }),
                        step.branch(
                            "checked",
                            b -> {
                              throw new java.io.IOException("unread");
                            }),
                        step.branch("fine", b -> "f")))
                .stream()
                .map(AllSettledTest::shown)
                .toList());

    assertThat(engine.awaitOutput(engine.create("w")))
        .isEqualTo(List.of("failed broken", "failed unread", "ok f"));
  }

  @Test
  void hasSeenTheFailuresSoTheInstanceCompletes() {
    engine.deploy(
        "w",
        (event, step) -> {
          Branch<Integer> fails = step.branch("fails", b -> b.run("x", ONCE, () -> fail("no")));
          Throwable failure = step.allSettled(List.of(fails)).get(0).failure();
          return failure instanceof StepFailedException;
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo(true);
  }

  @Test
  void givesAnEmptyListForNoBranches() {
    engine.deploy("w", (event, step) -> step.allSettled(List.<Branch<String>>of()).size());

    assertThat(engine.awaitOutput(engine.create("w"))).hasToString("0");
  }
}
