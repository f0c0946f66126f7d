package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminateTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void interruptsTheBodyInFlightAndRecordsNothingOfIt() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                () -> {
                  inFlight.countDown();
                  try {
                    return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                  }
                }));
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    InstanceStatus status = engine.terminate(key);

    assertThat(status).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    engine.advance("1 minute");
    assertThat(engine.steps(key)).isEmpty();
    assertThat(engine.get(key).endedAt()).isNotNull();
  }

  @Test
  void endsASleepingInstanceThatDoesNotWakeAgain() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 hour");
          return "awake";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.terminate(key);
    engine.advance("2 hours");

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.TERMINATED);
  }

  @Test
  void refusesAnInstanceThatHasEndedAndNamesItsStatus() {
    engine.deploy("w", (event, step) -> null);
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    assertThatThrownBy(() -> engine.terminate(key))
        .isInstanceOf(IllegalInstanceStatusException.class)
        .hasMessageContaining("complete");
  }

  @Test
  void refusesAnUnknownInstance() {
    engine.deploy("w", (event, step) -> null);

    assertThatThrownBy(() -> engine.terminate(new InstanceKey("w", "nobody")))
        .isInstanceOf(InstanceNotFoundException.class);
  }
}
