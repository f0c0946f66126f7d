package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkflowListenerTest {

  private final EngineFixture engine = new EngineFixture();
  private final List<LogEntry> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void hearsTheLifeOfEveryInstanceAsItsLogHasIt() {
    engine.engine.add(heard::add);
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", () -> 1);
          step.sleep("night", Duration.ofHours(8));
          return 1;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.steer(key, new Command.Pause());
    engine.steer(key, new Command.Resume());
    engine.engine.tick();
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("8 hours");
    engine.awaitEnd(key);

    awaitHeard(9);
    assertThat(heard).containsExactlyInAnyOrderElementsOf(lifeCycle(key));
  }

  @Test
  void hearsOfFailuresTerminationsAndRestarts() {
    engine.engine.add(heard::add);
    engine.deploy(
        "w",
        (event, step) -> {
          throw new IllegalStateException("no");
        });
    engine.deploy("v", (event, step) -> step.waitForEvent("a", "b", Void.class, "1 hour"));
    InstanceKey failing = engine.create("w");
    engine.awaitEnd(failing);
    InstanceKey waiting = engine.create("v");
    engine.awaitStatus(waiting, InstanceStatus.WAITING);
    awaitHeard(6);
    engine.steer(waiting, new Command.Terminate(false));
    engine.steer(waiting, new Command.Restart(Optional.empty()));
    engine.awaitStatus(waiting, InstanceStatus.WAITING);

    awaitHeard(10);
    assertThat(heard)
        .extracting(it -> it.workflow() + " " + it.type().wireName())
        .containsExactlyInAnyOrder(
            "w workflow_queued",
            "w workflow_started",
            "w workflow_errored",
            "v workflow_queued",
            "v workflow_started",
            "v workflow_waiting",
            "v workflow_terminated",
            "v workflow_queued",
            "v workflow_started",
            "v workflow_waiting");
  }

  @Test
  void goesOnWithTheOthersWhenOneFails() {
    engine.engine.add(
        entry -> {
          throw new IllegalStateException("no");
        });
    engine.engine.add(heard::add);
    engine.deploy("w", (event, step) -> 1);

    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    awaitHeard(3);
    assertThat(heard).containsExactlyInAnyOrderElementsOf(lifeCycle(key));
  }

  private List<LogEntry> lifeCycle(InstanceKey key) {
    return engine.log(key).stream().filter(it -> it.type().isLifeCycle()).toList();
  }

  private void awaitHeard(int count) {
    await()
        .atMost(EngineFixture.PATIENCE)
        .untilAsserted(() -> assertThat(heard).hasSizeGreaterThanOrEqualTo(count));
  }
}
