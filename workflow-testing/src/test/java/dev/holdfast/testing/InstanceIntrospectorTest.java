package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowInstance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstanceIntrospectorTest {

  private static final StepSelector CALL = StepSelector.named("call");

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();

  // case 242
  @Test
  void givesAResultToThoseWhoWaitBeforeAndAfterTheStepHasEnded() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    kit.deploy(
        "w",
        (event, step) ->
            step.run(
                "call",
                () -> {
                  goOn.await();
                  return 42;
                }));
    InstanceIntrospector introspector = kit.introspect("w", "i");
    List<CompletableFuture<Object>> waiters =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> introspector.waitForStepResult(CALL)))
            .limit(3)
            .toList();

    create("i");
    goOn.countDown();

    for (CompletableFuture<Object> waiter : waiters) {
      assertThat(waiter.get()).isEqualTo(42);
    }
    assertThat(introspector.waitForStepResult(CALL)).isEqualTo(42);
    assertThat(introspector.waitForStepResult(CALL, Integer.class)).isEqualTo(42);
  }

  // case 242
  @Test
  void throwsTheFailureOfAStepThatFailed() {
    kit.deploy(
        "w",
        (event, step) ->
            step.run(
                "call",
                StepOptions.ofRetry(RetryPolicy.ofLimit(0)),
                () -> {
                  throw new IllegalStateException("broken");
                }));
    create("i");

    assertThatExceptionOfType(StepFailedException.class)
        .isThrownBy(() -> kit.introspect("w", "i").waitForStepResult(CALL))
        .withMessage("broken")
        .satisfies(e -> assertThat(e.errorIs(IllegalStateException.class)).isTrue());
  }

  @Test
  void showsNoResultOfASensitiveStep() {
    kit.deploy(
        "w",
        (event, step) ->
            step.run("call", StepOptions.DEFAULT.withSensitive(), () -> "secret").length());
    InstanceIntrospector introspector = kit.introspect(create("i"));

    assertThat(introspector.waitForStepResult(CALL)).isEqualTo("[REDACTED]");
    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).hasToString("6");
  }

  @Test
  void saysSoWhenTheInstanceEndsWithoutTheStep() {
    kit.deploy("w", (event, step) -> "nothing done");
    InstanceIntrospector introspector = kit.introspect(create("i"));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> introspector.waitForStepResult(CALL))
        .withMessage("Instance w/i has ended without ending step 'call-1'");
  }

  // case 244
  @Test
  void refusesTheOutputOfAnErroredAndTheErrorOfACompleteInstance() {
    kit.deploy(
        "w",
        (event, step) -> {
          if (event.instanceId().equals("bad")) {
            throw new IllegalStateException("bad");
          }
          return "good";
        });
    create("good");
    create("bad");
    InstanceIntrospector good = kit.introspect("w", "good");
    InstanceIntrospector bad = kit.introspect("w", "bad");
    good.waitForStatus("complete");
    bad.waitForStatus("errored");

    assertThat(good.output()).isEqualTo("good");
    assertThat(bad.error().message()).isEqualTo("bad");
    assertThatExceptionOfType(IllegalInstanceStatusException.class)
        .isThrownBy(bad::output)
        .withMessageContaining("its status is errored, expected complete");
    assertThatExceptionOfType(IllegalInstanceStatusException.class)
        .isThrownBy(good::error)
        .withMessageContaining("its status is complete, expected errored");
  }

  // case 248
  @Test
  void seesAnInstanceThatIsTerminated() {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 day");
          return null;
        });
    WorkflowInstance instance = create("i");
    InstanceIntrospector introspector = kit.introspect(instance);
    introspector.waitForStatus(InstanceStatus.WAITING);

    instance.terminate();

    introspector.waitForStatus(InstanceStatus.TERMINATED);
  }

  // case 248
  @Test
  void seesAnInstanceThatIsPaused() {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 day");
          return "awake";
        });
    WorkflowInstance instance = create("i");
    InstanceIntrospector introspector = kit.introspect(instance);
    introspector.waitForStatus(InstanceStatus.WAITING);

    instance.pause();

    introspector.waitForStatus("paused");
    kit.clock().advance("2 days");
    introspector.waitForStatus("paused");
    instance.resume();
    kit.clock().advance("1 day");
    introspector.waitForStatus("complete");
  }

  // case 241
  @Test
  void keepsMocksOverARestart() {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 day");
          String result = step.run("call", () -> "real");
          return result + step.waitForEvent("wait", "go", String.class).payload();
        });
    InstanceIntrospector introspector =
        kit.introspect("w", "i")
            .modify(m -> m.disableSleeps().mockStepResult(CALL, "mocked").mockEvent("go", "!"));
    WorkflowInstance instance = create("i");
    introspector.waitForStatus(InstanceStatus.COMPLETE);

    instance.restart();
    kit.awaitRest();

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("mocked!");
    assertThat(kit.details(instance).instance().epoch()).isEqualTo(2);
  }

  @Test
  void erasesTheInstanceAndItsMocksWhenItIsClosed() {
    kit.deploy("w", (event, step) -> step.run("call", () -> "real"));
    try (InstanceIntrospector introspector =
        kit.introspect("w", "i").modify(m -> m.mockStepResult(CALL, "mocked"))) {
      create("i");
      introspector.waitForStatus(InstanceStatus.COMPLETE);
    }

    assertThat(kit.workflows("w").find("i")).isEmpty();
    create("i");
    assertThat(kit.introspect("w", "i").waitForStepResult(CALL)).isEqualTo("real");
  }

  @Test
  void namesBothStatusesWhenAnotherEndComes() {
    kit.deploy("w", (event, step) -> "done");
    InstanceIntrospector introspector = kit.introspect(create("i"));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> introspector.waitForStatus(InstanceStatus.ERRORED))
        .withMessage("Instance w/i is complete and will not be errored any more");
  }

  @Test
  void saysWhereTheInstanceStandsWhenPatienceEnds() {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 day");
          return null;
        });
    InstanceIntrospector introspector =
        kit.introspect(create("i")).withPatience(Duration.ofMillis(50));
    kit.awaitRest();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> introspector.waitForStatus(InstanceStatus.COMPLETE))
        .withMessageContaining("did not have the status complete within PT0.05S: it is waiting");
  }

  @Test
  void refusesAStatusThatThereIsNot() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> kit.introspect("w", "i").waitForStatus("finished"))
        .withMessageContaining("There is no status 'finished'");
  }

  private WorkflowInstance create(String id) {
    return kit.workflows("w").create(CreateOptions.ofId(id));
  }
}
