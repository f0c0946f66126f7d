package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollbackLogTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void tellsACompensationBetweenTheFailureAndTheEnd() {
    StepOptions undoable = StepOptions.DEFAULT.withCompensation(context -> {});
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", undoable, () -> 1);
          step.run("b", undoable, () -> 2);
          throw new IllegalStateException("no");
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    List<LogEntry> log = engine.log(key);

    assertThat(log).extracting(LogEntry::eventId).isSorted().doesNotHaveDuplicates();
    assertThat(engine.logTypes(key).subList(10, log.size()))
        .containsExactly(
            "rollback_started",
            "rollback_step_started",
            "rollback_attempt_started",
            "rollback_attempt_completed",
            "rollback_step_completed",
            "rollback_step_started",
            "rollback_attempt_started",
            "rollback_attempt_completed",
            "rollback_step_completed",
            "rollback_completed",
            "workflow_errored");
    assertThat(log)
        .filteredOn(it -> it.type() == LogType.ROLLBACK_STEP_STARTED)
        .extracting(it -> it.step().orElseThrow().shown())
        .containsExactly("b-1", "a-1");
    assertThat(data(log, LogType.STEP_STARTED)).containsEntry("hasCompensation", true);
    assertThat(data(log, LogType.ROLLBACK_STARTED).get("error")).asString().contains("no");
    assertThat(data(log, LogType.ROLLBACK_STARTED).get("total")).hasToString("2");
    assertThat(data(log, LogType.ROLLBACK_COMPLETED)).hasToString("{total=2, completed=2}");
  }

  @Test
  void tellsAHandlerThatFails() {
    StepOptions undoable =
        StepOptions.DEFAULT.withCompensation(
            context -> {
              throw new NonRetryableException("stuck");
            });
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", undoable, () -> 1);
          step.run("b", undoable, () -> 2);
          throw new IllegalStateException("no");
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    List<LogEntry> log = engine.log(key);

    assertThat(engine.logTypes(key).subList(10, log.size()))
        .containsExactly(
            "rollback_started",
            "rollback_step_started",
            "rollback_attempt_started",
            "rollback_attempt_errored",
            "rollback_step_errored",
            "rollback_errored",
            "workflow_errored");
    assertThat(data(log, LogType.ROLLBACK_ERRORED))
        .hasToString("{error={name=NonRetryableException, message=stuck}, total=2, completed=0}");
  }

  @Test
  void tellsWhoHasTerminatedWithACompensation() {
    StepOptions undoable = StepOptions.DEFAULT.withCompensation(context -> {});
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", undoable, () -> 1);
          return step.waitForEvent("a", "b", Void.class, "1 hour");
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.engine.instances().steer(key, new Command.Terminate(true), "ann");
    engine.awaitEnd(key);

    assertThat(engine.logTypes(key))
        .containsSubsequence("rollback_started", "rollback_completed", "workflow_terminated")
        .doesNotContain("workflow_recovered");
    assertThat(data(engine.log(key), LogType.WORKFLOW_TERMINATED)).hasToString("{caller=ann}");
    assertThat(data(engine.log(key), LogType.ROLLBACK_STARTED).get("error"))
        .asString()
        .contains("instance.terminated");
  }

  private static Map<String, @Nullable Object> data(List<LogEntry> log, LogType type) {
    return log.stream().filter(it -> it.type() == type).findFirst().orElseThrow().data();
  }
}
