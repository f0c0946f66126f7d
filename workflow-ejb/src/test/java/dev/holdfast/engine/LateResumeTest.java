package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a resumption does that waits, or is frozen, before it has the instance to itself. */
class LateResumeTest {

  private static final Duration LATE = Duration.ofMinutes(1);

  private final EngineFixture engine = EngineFixture.wrapping(100, this::late);
  private boolean late;

  private Ports late(Ports ports) {
    InstanceControl control = ports.control();
    return ports.writingBy(
        ports.journal(),
        ports.stepTransactions(),
        ports.queue(),
        new InstanceControl() {
          @Override
          public Optional<Decision> change(InstanceKey key, Controller controller) {
            waitForIt();
            return control.change(key, controller);
          }

          @Override
          public List<Decision> changeResting(List<Long> numbers, Controller controller) {
            waitForIt();
            return control.changeResting(numbers, controller);
          }
        },
        ports.schedules());
  }

  private void waitForIt() {
    if (late) {
      engine.clock.advance(LATE);
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void movesTheDeadlineByAllOfThePause() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 hour");
          return "awake";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    Instant wakeUp = engine.get(key).wakeAt();
    engine.steer(key, new Command.Pause());
    engine.advance("10 minutes");
    late = true;

    engine.steer(key, new Command.Resume());

    engine.awaitStatus(key, InstanceStatus.WAITING);
    assertThat(engine.get(key).wakeAt()).isEqualTo(wakeUp.plus(Duration.ofMinutes(10)).plus(LATE));
  }
}
