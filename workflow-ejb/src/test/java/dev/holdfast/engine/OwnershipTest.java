package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.memory.InMemoryInstanceQueue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnershipTest {

  private static final int CHECKS = 30;

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  /** As when the connection broke before the answer to a claim came. */
  @Test
  void givesBackWhatTheNodeHasOwnedForLongWithoutRunningIt() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 hour");
          return 1;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    long node = engine.engine.incarnation();
    assertThat(
            new InMemoryInstanceQueue(engine.database)
                .claimDue(node, List.of("w"), engine.clock.instant().plus(Duration.ofHours(2)), 1))
        .hasSize(1);

    for (int check = 1; check < CHECKS; check++) {
      engine.engine.tick();
    }
    assertThat(engine.get(key).owner()).isEqualTo(node);
    EngineFixture.awaitThat( // the first check may still have found the run that suspended it
        () -> {
          engine.engine.tick();
          return engine.get(key).status() == InstanceStatus.WAITING;
        });

    engine.advance("1 hour");
    assertThat(engine.awaitOutput(key)).hasToString("1");
  }
}
