package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlLogTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void tellsControlCallsAndWhoMadeThem() {
    engine.deploy("w", (event, step) -> step.waitForEvent("a", "b", Void.class, "1 hour"));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    steer(key, new Command.Pause());
    engine.awaitStatus(key, InstanceStatus.PAUSED);
    steer(key, new Command.Resume());
    engine.awaitStatus(key, InstanceStatus.WAITING);
    steer(key, new Command.Terminate(false));

    assertThat(engine.logTypes(key).subList(3, 9))
        .containsExactly(
            "workflow_waiting",
            "workflow_paused",
            "workflow_queued",
            "workflow_running",
            "workflow_waiting",
            "workflow_terminated");
    assertThat(data(engine.log(key), LogType.WORKFLOW_PAUSED))
        .containsExactly(entry("caller", "ann"));
    assertThat(data(engine.log(key), LogType.WORKFLOW_TERMINATED))
        .containsExactly(entry("caller", "ann"));
  }

  @Test
  void tellsThatAPauseHasToWaitForABody() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "a",
              () -> {
                inFlight.countDown();
                return goOn.await(10, TimeUnit.SECONDS);
              });
          return step.run("b", () -> 1);
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    steer(key, new Command.Pause());
    goOn.countDown();
    engine.awaitStatus(key, InstanceStatus.PAUSED);

    assertThat(engine.logTypes(key))
        .containsSubsequence("workflow_waiting_for_pause", "workflow_paused")
        .doesNotContain("workflow_waiting");
  }

  @Test
  void forgetsTheEarlierLifeInARestartButNotItsNumbers() {
    engine.deploy("w", (event, step) -> step.run("a", () -> 1) + step.run("b", () -> 2));
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);
    List<LogEntry> before = engine.log(key);

    steer(key, new Command.Restart(Optional.empty()));
    engine.awaitEnd(key);

    List<LogEntry> after = engine.log(key);
    assertThat(after).hasSameSizeAs(before);
    assertThat(after.get(0).eventId()).isGreaterThan(before.get(before.size() - 1).eventId());
    assertThat(after).extracting(LogEntry::eventId).isSorted().doesNotHaveDuplicates();
    assertThat(engine.logTypes(key)).startsWith("workflow_queued", "workflow_started");
    assertThat(data(after, LogType.WORKFLOW_QUEUED))
        .containsEntry("trigger", "restart")
        .containsEntry("caller", "ann")
        .containsEntry("params", Map.of());
  }

  @Test
  void beginsAnewWithTheStepFromWhichAnInstanceIsRestarted() {
    engine.deploy("w", (event, step) -> step.run("a", () -> 1) + step.run("b", () -> 2));
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    steer(key, new Command.Restart(Optional.of(engine.steps(key).get(1).key())));
    engine.awaitEnd(key);

    assertThat(engine.steps(key)).hasSize(2);
    assertThat(engine.log(key))
        .filteredOn(it -> it.type() == LogType.STEP_STARTED)
        .extracting(it -> it.step().orElseThrow().shown())
        .containsExactly("b-1");
  }

  private void steer(InstanceKey key, Command command) {
    engine.engine.instances().steer(key, command, "ann");
  }

  private static Map<String, @Nullable Object> data(List<LogEntry> log, LogType type) {
    return log.stream().filter(it -> it.type() == type).findFirst().orElseThrow().data();
  }
}
