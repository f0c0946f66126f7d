package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The code is changed while an instance sleeps. */
class DeterminismGuardTest {

  private final EngineFixture engine = new EngineFixture();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile boolean changed;

  @AfterEach
  void close() {
    engine.close();
  }

  private interface Code {
    @Nullable Object run(WorkflowStep step) throws Exception;
  }

  /** Runs the first code to its sleep of one hour, and then the second. */
  private InstanceRecord change(Code from, Code to) {
    engine.deploy(
        "w",
        (event, step) -> {
          @Nullable Object result = changed ? to.run(step) : from.run(step);
          step.sleep("until changed", "1 hour");
          return result;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    changed = true;
    engine.advance("1 hour");
    return engine.awaitEnd(key);
  }

  private @Nullable Object work(WorkflowStep step, String name) {
    return step.run(name, () -> bodies.add(name));
  }

  @Test
  void failsTheInstanceWhereTheCodeDoesSomethingOfAnotherKind() {
    InstanceRecord ended =
        change(
            step -> work(step, "pay"),
            step -> {
              step.sleep("pay", "1 second");
              return work(step, "after");
            });

    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    ErrorInfo error = ended.failure().error();
    assertThat(error.code()).isEqualTo("workflow.nondeterministic");
    assertThat(error.message()).contains("w/", "'sleep pay-1'", "'run pay-1'");
    assertThat(bodies).containsExactly("pay");
  }

  @Test
  void cannotBeCaught() {
    InstanceRecord ended =
        change(
            step -> work(step, "pay"),
            step -> {
              try {
                step.sleep("pay", "1 second");
              } catch (Throwable swallowed) {
                work(step, "after");
              }
              return "went on";
            });

    assertThat(ended.failure().error().code()).isEqualTo("workflow.nondeterministic");
    assertThat(bodies).containsExactly("pay");
  }

  @Test
  void looksIntoBranchesToo() {
    InstanceRecord ended =
        change(
            step -> step.branch("b", b -> work(b, "pay")).await(),
            step -> step.branch("b", b -> b.waitForEvent("pay", "t", String.class)).await());

    assertThat(ended.failure().error().message())
        .contains("'waitForEvent b-1/pay-1'", "'run b-1/pay-1'");
  }

  @Test
  void acceptsOneNameForSeveralKindsAndScopes() {
    Code code =
        step -> {
          work(step, "x");
          step.sleep("x", "2 seconds");
          step.branch("x", b -> work(b, "x")).await();
          return step.race("x", List.of(step.branch("y", b -> work(b, "x")))).value();
        };
    engine.deploy(
        "w",
        (event, step) -> {
          code.run(step);
          step.sleep("nap", "1 hour");
          return "done";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("2 seconds");
    await().until(() -> engine.steps(key).size() == 6);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("done");
    assertThat(engine.get(key).warnings()).isEmpty();
    assertThat(bodies).hasSize(3);
  }

  @Test
  void isNotMisledByASleepThatWasRefused() {
    Code code =
        step -> {
          try {
            step.sleep("x", "400 days");
          } catch (WorkflowException e) {
            work(step, "x");
          }
          return "done";
        };

    assertThat(change(code, code).failure()).isNull();
  }

  @Test
  void completesWithAWarningThatNamesWhatWasNotAskedFor() {
    InstanceRecord ended =
        change(
            step -> {
              work(step, "kept");
              work(step, "old");
              return step.branch("b", b -> work(b, "gone")).await();
            },
            step -> {
              work(step, "kept");
              return work(step, "new");
            });

    assertThat(ended.status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(ended.warnings())
        .containsExactly("workflow.nondeterministic: not asked for: run old-1, run b-1/gone-1");
  }

  @Test
  void failsTheInstanceInsteadWhenTheWorkflowIsStrict() {
    engine.strictWorkflows = true;

    InstanceRecord ended = change(step -> work(step, "old"), step -> "new");

    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(ended.output()).isNull();
    assertThat(ended.failure().error().code()).isEqualTo("workflow.nondeterministic");
    assertThat(ended.failure().error().message()).contains("run old-1");
  }

  @Test
  void failsTheInstanceInsteadWhenTheInstallationIsStrict() {
    engine.strictEngine = true;
    engine.crashAndRestart();

    InstanceRecord ended = change(step -> work(step, "old"), step -> "new");

    assertThat(ended.failure().error().code()).isEqualTo("workflow.nondeterministic");
  }

  @Test
  void doesNotCountLosersOfARace() {
    engine.strictWorkflows = true;
    CountDownLatch looserWorked = new CountDownLatch(1);
    Code code =
        step ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "loser",
                            b -> {
                              work(b, "done");
                              looserWorked.countDown();
                              b.sleep("long", "1 day");
                              return "lost";
                            }),
                        step.branch(
                            "winner",
                            b -> {
                              b.run("work", () -> looserWorked.await(10, TimeUnit.SECONDS));
                              return "won";
                            })))
                .value();

    InstanceRecord ended = change(code, code);

    assertThat(ended.failure()).isNull();
    assertThat(ended.warnings()).isEmpty();
    assertThat(bodies).containsExactly("done");
  }

  @Test
  void failsTheInstanceWhenTheWinnerDoesNotTakePartAnyMore() {
    InstanceRecord ended =
        change(
            step -> step.race("r", List.of(step.branch("a", b -> work(b, "x")))).value(),
            step -> step.race("r", List.of(step.branch("b", b -> work(b, "x")))).value());

    assertThat(ended.failure().error().code()).isEqualTo("workflow.nondeterministic");
    assertThat(ended.failure().error().message()).contains("'race r-1'", "'a-1'");
  }
}
