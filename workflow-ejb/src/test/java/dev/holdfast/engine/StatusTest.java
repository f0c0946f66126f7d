package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.WorkflowStatus;
import dev.holdfast.api.Workflows;
import dev.holdfast.engine.client.EngineDirectory;
import dev.holdfast.engine.model.InstanceKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  private Workflows client() {
    return new EngineDirectory(engine.engine.instances(), engine.codec, engine.registry).get("w");
  }

  record Result(String result, int value) {}

  @Test // case 1
  void givesTheOutputOfAnInstanceThatIsComplete() throws Exception {
    engine.deploy("w", (event, step) -> event.payload());

    WorkflowInstance instance =
        client().create(CreateOptions.ofId("i1").withParams(Map.of("key", "v")));
    WorkflowStatus status = instance.awaitEnd(PATIENCE);

    assertThat(instance.id()).isEqualTo("i1");
    assertThat(status.status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(status.output()).isEqualTo(Map.of("key", "v"));
  }

  @Test // case 8
  void doesNotFindWhatWasNeverCreated() {
    engine.deploy("w", (event, step) -> null);

    assertThatThrownBy(() -> client().get("nobody"))
        .isInstanceOf(InstanceNotFoundException.class)
        .hasMessageContaining("nobody")
        .hasMessageContaining("instance.not_found");
    assertThat(client().find("nobody")).isEmpty();
  }

  @Test // case 11
  void hasNoErrorWhenTheCodeHasReturnedARecord() throws Exception {
    engine.deploy("w", Map.class, Result.class, 10, (event, step) -> new Result("success", 42));

    WorkflowStatus status = client().create().awaitEnd(PATIENCE);

    assertThat(status.output()).isEqualTo(new Result("success", 42));
    assertThat(status.error()).isEmpty();
  }

  @Test // case 13
  void hasNeitherOutputNorErrorWhileTheCodeWaits() {
    engine.deploy("w", (event, step) -> step.waitForEvent("wait", "t", String.class).payload());
    WorkflowInstance instance = client().create(CreateOptions.ofId("i1"));
    engine.awaitStatus(new InstanceKey("w", "i1"), InstanceStatus.WAITING);

    WorkflowStatus status = instance.status();

    assertThat(status.status()).isEqualTo(InstanceStatus.WAITING);
    assertThat(status.output()).isNull();
    assertThat(status.error()).isEmpty();
  }

  @Test // cases 10, 14
  void tellsNameAndMessageOfWhatTheCodeHasThrownAfterACreationThatSucceeded() throws Exception {
    engine.deploy(
        "w",
        (event, step) -> {
          throw new IllegalStateException("Workflow failed intentionally");
        });

    WorkflowInstance instance = client().create();
    WorkflowStatus status = instance.awaitEnd(PATIENCE);

    assertThat(status.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(status.output()).isNull();
    assertThat(status.error())
        .contains(new ErrorInfo("IllegalStateException", "Workflow failed intentionally", null));
  }

  @Test // case 16
  void keepsTheStepsInOrderOfStartEachWithItsOutput() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("text", () -> "one");
          step.run("record", () -> new Result("two", 2));
          step.run("number", () -> 3);
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    assertThat(engine.steps(key))
        .extracting(step -> step.key().name(), step -> engine.codec.show(step.result()))
        .containsExactly(
            tuple("text", "one"),
            tuple("record", Map.of("result", "two", "value", BigDecimal.valueOf(2))),
            tuple("number", BigDecimal.valueOf(3)));
  }

  @Test // case 22
  void isKnownAndCompletesWhenTheServerIsStoppedRightAfterTheCreation() {
    engine.deploy("w", (event, step) -> "done");
    InstanceKey key = engine.create("w");

    engine.crashAndRestart();

    assertThat(engine.awaitOutput(key)).isEqualTo("done");
  }

  @Test // case 260
  void keepsWhenAnInstanceWasTerminated() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 day");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");

    engine.terminate(key);
    engine.clock.advance(Duration.ofMinutes(5));

    assertThat(engine.get(key).endedAt()).isEqualTo(engine.clock.instant().minusSeconds(300));
  }
}
