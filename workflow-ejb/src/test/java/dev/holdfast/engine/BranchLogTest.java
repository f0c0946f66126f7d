package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.InstanceKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BranchLogTest {

  private static final StepOptions ONCE = StepOptions.ofRetry(RetryPolicy.none());

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void tellsWhenBranchesBeginAndEnd() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.branch("good", b -> b.branch("inner", c -> c.run("a", () -> 1)).await()).await();
          step.sleep("night", Duration.ofHours(8));
          try {
            step.branch(
                    "bad",
                    b ->
                        b.run(
                            "b",
                            ONCE,
                            () -> {
                              throw new IllegalStateException("no");
                            }))
                .await();
          } catch (RuntimeException e) {
            // the failure of the branch
          }
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("8 hours");
    engine.awaitEnd(key);

    List<LogEntry> branches =
        engine.log(key).stream().filter(it -> it.type().wireName().startsWith("branch_")).toList();

    assertThat(branches)
        .extracting(it -> it.type().wireName() + " " + it.data().get("branch"))
        .containsExactly(
            "branch_started good-1",
            "branch_started good-1/inner-1",
            "branch_completed good-1/inner-1",
            "branch_completed good-1",
            "branch_started bad-1",
            "branch_errored bad-1");
    assertThat(branches.get(5).data().get("error")).asString().contains("no");
  }

  @Test
  void tellsWhoHasWonARaceAndWhatBecomesOfTheLosers() {
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "first",
                    List.of(
                        step.branch("slow", b -> sleep(b)),
                        step.branch("fast", b -> b.run("work", () -> "fast"))))
                .value());
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    List<LogEntry> log = engine.log(key);

    assertThat(log)
        .filteredOn(it -> it.type() == LogType.RACE_DECIDED)
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.data())
                    .containsExactly(
                        entry("winner", "fast-1"), entry("losers", List.of("slow-1"))));
    assertThat(engine.logTypes(key))
        .contains("branch_completed")
        .containsOnlyOnce("branch_completed")
        .endsWith("workflow_completed");
  }

  private static String sleep(WorkflowStep branch) {
    branch.sleep("long", Duration.ofHours(1));
    return "slow";
  }
}
