package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepRecord;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlashInNamesTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void keepsABranchApartFromOneThatItsNameLooksLike() {
    engine.deploy(
        "w",
        (event, step) ->
            step.all(
                List.of(
                    step.branch("a", a -> a.branch("b", b -> b.run("s", () -> "nested")).await()),
                    step.branch("a-1/b", ab -> ab.run("s", () -> "slash")),
                    step.branch("a-1%2Fb", ab -> ab.run("s", () -> "escaped")))));

    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo(List.of("nested", "slash", "escaped"));
    assertThat(engine.engine.instances().details(key).steps())
        .extracting(StepRecord::key)
        .extracting(step -> step.scope())
        .containsExactlyInAnyOrder("a-1/b-1", "a-1%2Fb-1", "a-1%252Fb-1");
  }

  @Test
  void givesEachStepAnIdempotencyKeyOfItsOwn() {
    engine.deploy(
        "w",
        (event, step) ->
            List.of(
                step.run("east-1/load", context -> context.idempotencyKey()),
                step.run("east-1%2Fload", context -> context.idempotencyKey()),
                step.branch("east", east -> east.run("load", context -> context.idempotencyKey()))
                    .await()));

    InstanceKey key = engine.create("w");

    assertThat((List<?>) engine.awaitOutput(key)).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void leavesOtherNamesAsTheyAre() {
    engine.deploy(
        "w", (event, step) -> step.branch("50% of", branch -> branch.run("s", () -> 1)).await());

    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    assertThat(engine.engine.instances().details(key).steps())
        .extracting(step -> step.key().shown())
        .containsExactly("50% of-1/s-1");
  }
}
