package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.StepLimitException;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.WorkflowSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepLimitTest {

  private static final WorkflowSettings THREE =
      WorkflowSettings.DEFAULT.withLimits(Limits.DEFAULT.withSteps(3));

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void endsTheInstanceAtTheStepAfterTheLimit() { // case 203
    List<Integer> ran = new ArrayList<>();
    engine.deploy(
        "w",
        THREE,
        (event, step) -> {
          for (int i = 1; i <= 4; i++) {
            int number = i;
            step.run("s", () -> ran.add(number));
          }
          return null;
        });

    InstanceRecord ended = engine.awaitEnd(engine.create("w"));

    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(ended.failure().error().code()).isEqualTo("step.limit_reached");
    assertThat(ended.failure().error().name()).isEqualTo("StepLimitException");
    assertThat(ran).containsExactly(1, 2, 3);
  }

  @Test
  void canBeCaught() {
    engine.deploy(
        "w",
        THREE,
        (event, step) -> {
          try {
            for (int i = 0; i < 4; i++) {
              step.run("s", () -> 1);
            }
            return "all";
          } catch (StepLimitException e) {
            return e.getMessage();
          }
        });

    assertThat((String) engine.awaitOutput(engine.create("w")))
        .contains("'s-4'")
        .contains("the limit of workflow 'w' is 3 steps");
  }

  @Test
  void countsNoSleepsAndReplayedStepsOnce() { // case 206
    engine.deploy(
        "w",
        THREE,
        (event, step) -> {
          for (int i = 0; i < 4; i++) {
            step.sleep("z", Duration.ZERO);
          }
          step.run("s", () -> 1);
          step.run("s", () -> 2);
          step.sleep("long", Duration.ofSeconds(10));
          return step.run("s", () -> 3);
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("10s");

    assertThat(engine.awaitOutput(key)).isEqualTo(BigDecimal.valueOf(3));
  }
}
