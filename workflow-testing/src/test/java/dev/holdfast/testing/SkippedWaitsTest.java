package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@HoldfastTest
class SkippedWaitsTest {

  // case 229
  @Test
  void endsASleepAtOnceAndStillRecordsIt(HoldfastKit kit) {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "10 seconds");
          return step.run("call", () -> "real");
        });
    InstanceIntrospector introspector =
        kit.introspect("w", "i")
            .modify(m -> m.disableSleeps().mockStepResult(StepSelector.named("call"), "mocked"));

    WorkflowInstance instance = create(kit, "i");
    introspector.waitForStatus(InstanceStatus.COMPLETE);

    assertThat(introspector.output()).isEqualTo("mocked");
    assertThat(kit.details(instance).steps())
        .extracting(StepRecord::status)
        .containsExactly(StepStatus.COMPLETE, StepStatus.COMPLETE);
    assertThat(kit.clock().instant()).isEqualTo(TestClock.START);
  }

  // case 230
  @Test
  void endsOnlyTheChosenSleep(HoldfastKit kit) {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("short", "1 day");
          step.sleep("long", "2 days");
          return "awake";
        });
    InstanceIntrospector introspector =
        kit.introspect("w", "i").modify(m -> m.disableSleeps(StepSelector.named("short")));

    WorkflowInstance instance = create(kit, "i");
    kit.awaitRest();

    assertThat(kit.details(instance).steps())
        .extracting(StepRecord::status)
        .containsExactly(StepStatus.COMPLETE, StepStatus.RUNNING);
    kit.clock().advance("2 days");
    introspector.waitForStatus("complete");
  }

  // case 232
  @Test
  void makesTheNextAttemptWithoutWaitingAndKeepsTheAttempts(HoldfastKit kit) {
    kit.deploy(
        "w",
        (event, step) ->
            step.run(
                "flaky",
                context -> {
                  if (context.attempt() < 3) {
                    throw new IllegalStateException("attempt " + context.attempt());
                  }
                  return "at last";
                }));
    InstanceIntrospector introspector =
        kit.introspect("w", "i").modify(m -> m.disableRetryDelays(StepSelector.named("flaky")));

    WorkflowInstance instance = create(kit, "i");
    introspector.waitForStatus(InstanceStatus.COMPLETE);

    assertThat(introspector.output()).isEqualTo("at last");
    assertThat(kit.details(instance).attempts())
        .extracting(attempt -> attempt.failure().error().message())
        .containsExactly("attempt 1", "attempt 2");
  }

  // case 233
  @Test
  void keepsTheRecordedDelays(HoldfastKit kit) {
    StepOptions options =
        StepOptions.ofRetry(RetryPolicy.ofLimit(2).withDelay(Duration.ofSeconds(10)));
    kit.deploy(
        "w",
        (event, step) ->
            step.run(
                "broken",
                options,
                () -> {
                  throw new IllegalStateException("no");
                }));
    InstanceIntrospector introspector =
        kit.introspect("w", "i").modify(m -> m.disableRetryDelays());

    WorkflowInstance instance = create(kit, "i");
    introspector.waitForStatus(InstanceStatus.ERRORED);

    assertThat(introspector.error().message()).isEqualTo("no");
    assertThat(kit.details(instance).attempts())
        .extracting(AttemptRecord::retryDelayMillis)
        .containsExactly(10_000L, 20_000L, null);
    assertThat(kit.clock().instant()).isEqualTo(TestClock.START);
  }

  @Test
  void endsAWaitThatHasBegun(HoldfastKit kit) {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 day");
          step.run(
              "flaky",
              context -> {
                if (context.attempt() == 1) {
                  throw new IllegalStateException("once");
                }
                return null;
              });
          return step.waitForEvent("wait", "go", String.class).payload();
        });
    WorkflowInstance instance = create(kit, "i");
    InstanceIntrospector introspector = kit.introspect(instance);
    kit.awaitRest();

    introspector.modify(m -> m.disableSleeps());
    kit.awaitRest();
    assertThat(kit.details(instance).attempts()).hasSize(1);
    introspector.modify(m -> m.disableRetryDelays());
    kit.awaitRest();
    assertThat(kit.details(instance).steps()).hasSize(3);
    introspector.modify(m -> m.forceEventTimeout(StepSelector.named("wait")));

    introspector.waitForStatus(InstanceStatus.ERRORED);
    assertThat(introspector.error().message()).contains("timed out after 86400000 ms");
    assertThat(kit.clock().instant()).isEqualTo(TestClock.START);
  }

  @Test
  void leavesBackOffsAndWaitsAloneWhenOnlySleepsAreDisabled(HoldfastKit kit) {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 hour");
          return step.waitForEvent("wait", "go", String.class, "1 hour").payload();
        });
    InstanceIntrospector introspector = kit.introspect("w", "i").modify(m -> m.disableSleeps());

    create(kit, "i");

    introspector.waitForStatus(InstanceStatus.WAITING);
    kit.clock().advance("1 hour");
    introspector.waitForStatus(InstanceStatus.ERRORED);
    assertThat(introspector.error().code()).isEqualTo("event.timeout");
  }

  private static WorkflowInstance create(HoldfastKit kit, String id) {
    return kit.workflows("w").create(CreateOptions.ofId(id));
  }
}
