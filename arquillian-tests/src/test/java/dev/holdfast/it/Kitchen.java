package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.WorkflowStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** Writes scripts for the kitchen sink and waits for what becomes of its instances. */
final class Kitchen {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private Kitchen() {}

  /** Returns an id that no other test uses. */
  static String newId() {
    return "it-" + UUID.randomUUID();
  }

  /** Returns options for an instance that performs some instructions. */
  static CreateOptions script(String id, List<Map<String, Object>> instructions) {
    return CreateOptions.ofId(id).withParams(Map.of("script", instructions));
  }

  /** Returns options for an instance that waits for an event of a type and returns its payload. */
  static CreateOptions waitFor(String id, String type) {
    return script(
        id,
        List.of(
            Map.of("waitForEvent", "signal", "type", type, "timeout", "1 hour", "save", "payload"),
            Map.of("run", "look", "result", "seen")));
  }

  /** Begins to wait for a condition on this thread, since only it may ask the server everything. */
  static ConditionFactory patiently() {
    return await().pollInSameThread().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE);
  }

  /** Waits for a status. */
  static void awaitStatus(WorkflowInstance instance, InstanceStatus status) {
    patiently()
        .untilAsserted(
            () -> {
              WorkflowStatus now = instance.status();
              assertThat(now.status()).as("with %s", now.error()).isEqualTo(status);
            });
  }

  /** Waits for the output of an instance that completes. */
  static @Nullable Object awaitOutput(WorkflowInstance instance) {
    WorkflowStatus ended = awaitEnd(instance);
    assertThat(ended.error()).as("error of %s", instance.id()).isEmpty();
    assertThat(ended.status()).as("status of %s", instance.id()).isEqualTo(InstanceStatus.COMPLETE);
    return ended.output();
  }

  private static WorkflowStatus awaitEnd(WorkflowInstance instance) {
    try {
      return instance.awaitEnd(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
