package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestClockTest {

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();

  @Test
  void letsThingsFallDueInOrderEachAtItsOwnTime() {
    List<String> woken = new CopyOnWriteArrayList<>();
    kit.deploy(
        "w",
        (event, step) -> {
          int hours = ((Number) event.payload().get("hours")).intValue();
          step.sleep("nap", Duration.ofHours(hours));
          step.run("note", () -> woken.add(hours + " at " + kit.clock().instant()));
          return null;
        });
    for (int hours : List.of(3, 1, 2)) {
      kit.workflows("w").create(CreateOptions.ofParams(Map.of("hours", hours)));
    }

    kit.clock().advance("1 day");

    assertThat(woken)
        .containsExactly(
            "1 at 2030-01-01T01:00:00Z", "2 at 2030-01-01T02:00:00Z", "3 at 2030-01-01T03:00:00Z");
    assertThat(kit.clock().instant()).isEqualTo(TestClock.START.plus(Duration.ofDays(1)));
  }

  @Test
  void carriesAnInstanceThroughManyWaitsInOneMove() {
    kit.deploy(
        "w",
        (event, step) -> {
          for (int day = 1; day <= 30; day++) {
            step.sleep("day", "1 day");
          }
          return step.run("end", () -> kit.clock().instant().toString());
        });
    WorkflowInstance instance = kit.workflows("w").create();

    kit.clock().advance("30 days");

    assertThat(instance.status().output()).isEqualTo("2030-01-31T00:00:00Z");
  }

  @Test
  void waitsOutBackOffs() {
    kit.deploy(
        "w",
        (event, step) ->
            step.run(
                "flaky",
                context -> {
                  if (context.attempt() <= 3) {
                    throw new IllegalStateException("not yet");
                  }
                  return kit.clock().instant().toString();
                }));
    WorkflowInstance instance = kit.workflows("w").create();

    kit.clock().advance("69 seconds");
    assertThat(instance.status().status()).isEqualTo(InstanceStatus.WAITING);
    kit.clock().advance("1 second");

    assertThat(instance.status().output()).isEqualTo("2030-01-01T00:01:10Z");
  }

  @Test
  void letsABlockedBodyRunIntoItsTimeout() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    kit.deploy(
        "w",
        (event, step) ->
            step.run(
                "slow",
                StepOptions.ofTimeout("5 minutes").withRetry(RetryPolicy.ofLimit(0)),
                () -> {
                  inFlight.countDown();
                  new CountDownLatch(1).await();
                  return null;
                }));
    InstanceIntrospector introspector = kit.introspect(kit.workflows("w").create());
    inFlight.await();

    kit.clock().advance("5 minutes");

    introspector.waitForStatus(InstanceStatus.ERRORED);
    assertThat(introspector.error().message()).contains("timed out after 300000 ms");
  }

  @Test
  void doesNotGoBack() {
    assertThatExceptionOfType(InvalidOptionException.class)
        .isThrownBy(() -> kit.clock().advance(Duration.ofSeconds(-1)))
        .withMessageContaining("PT-1S");
  }
}
