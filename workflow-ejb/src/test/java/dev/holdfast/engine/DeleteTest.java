package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.memory.InMemoryInstanceReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeleteTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test // case 34
  void leavesNothingOfACompleteInstance() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", () -> 1);
          return step.waitForEvent("wait", "t", String.class).payload();
        });
    InstanceKey key = engine.create("w");
    engine.send(key, "t", "x");
    long number = engine.awaitEnd(key).number();
    InMemoryInstanceReader reader = new InMemoryInstanceReader(engine.database);
    assertThat(reader.listSteps(number, 1)).hasSize(2);

    engine.steer(key, new Command.Delete());

    assertThatThrownBy(() -> engine.get(key)).isInstanceOf(InstanceNotFoundException.class);
    assertThat(reader.listSteps(number, 1)).isEmpty();
    assertThat(reader.listEvents(number, 1)).isEmpty();
  }

  @Test // case 35
  void needsAnId() {
    engine.deploy("w", (event, step) -> null);

    assertThatThrownBy(() -> engine.steer(new InstanceKey("w", ""), new Command.Delete()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("instance.invalid_id");
  }
}
