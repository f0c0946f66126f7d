package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Says what the Java client and the timers do inside a server. */
public interface DurableWorkflowContract {

  /** Returns the client that the server injected. */
  Workflows kitchenSink();

  @Test
  default void completesAnInstanceOfTheInjectedClient() {
    WorkflowInstance instance =
        kitchenSink()
            .create(
                Kitchen.script(
                    Kitchen.newId(),
                    List.of(
                        Map.of("run", "first", "result", 41, "save", "first"),
                        Map.of("run", "second", "result", List.of("a", 1.5, true), "save", "rest"),
                        Map.of("parallel", List.of(List.of(step("left")), List.of(step("right")))),
                        Map.of(
                            "run", "flaky", "failTimes", 1, "retries", Map.of("delay", "1ms")))));

    Object output = Kitchen.awaitOutput(instance);

    assertThat(output)
        .asString()
        .contains("first=41", "rest=[a, 1.5, true]", "left=left", "right=right");
  }

  @Test
  default void isWaitingWhileItSleepsAndGoesOnInTime() {
    Instant before = Instant.now();
    WorkflowInstance instance =
        kitchenSink()
            .create(
                Kitchen.script(
                    Kitchen.newId(),
                    List.of(
                        Map.of("sleep", "nap", "for", "2 seconds"), Map.of("return", "awake"))));

    Kitchen.awaitStatus(instance, InstanceStatus.WAITING);
    Object output = Kitchen.awaitOutput(instance);

    assertThat(output).isEqualTo("awake");
    assertThat(Duration.between(before, Instant.now()))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
  }

  @Test
  default void tellsTheErrorThatEndedAnInstance() throws InterruptedException {
    WorkflowInstance instance =
        kitchenSink()
            .create(Kitchen.script(Kitchen.newId(), List.of(Map.of("fail", "out of salt"))));

    var ended = instance.awaitEnd(Kitchen.PATIENCE);

    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(ended.error().orElseThrow().message()).contains("out of salt");
  }

  private static Map<String, Object> step(String name) {
    return Map.of("run", name, "result", name, "save", name);
  }
}
