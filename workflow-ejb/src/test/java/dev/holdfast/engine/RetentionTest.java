package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Retention;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.WorkflowSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final Retention SHORT =
      Retention.of(Duration.ofSeconds(1)).withError(Duration.ofHours(1));

  private final EngineFixture engine =
      new EngineFixture(
          EngineSettings.DEFAULT.withPurgeInterval(Duration.ofSeconds(1)), store -> store);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void removesWhatSucceededOrWasTerminatedAndKeepsWhatFailed() { // case 212
    deployAll(SHORT);
    InstanceKey complete = engine.create("fine");
    InstanceKey errored = engine.create("failing");
    InstanceKey terminated = engine.create("waiting");
    engine.awaitEnd(complete);
    engine.awaitEnd(errored);
    engine.awaitStatus(terminated, InstanceStatus.WAITING);
    engine.engine.instances().steer(terminated, new Command.Terminate(false));

    engine.advance("1s");

    awaitPurged(complete);
    awaitPurged(terminated);
    assertThat(engine.get(errored).status()).isEqualTo(InstanceStatus.ERRORED);
    engine.advance("1 hour");
    awaitPurged(errored);
  }

  @Test
  void keepsAnInstanceVisibleAndItsIdTakenUntilThePurge() {
    deployAll(SHORT);
    InstanceKey key = engine.create("fine", "same");
    engine.awaitEnd(key);
    engine.advance("999 ms");
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.COMPLETE);

    engine.advance("1s");
    awaitPurged(key);

    assertThat(engine.awaitEnd(engine.create("fine", "same")).status())
        .isEqualTo(InstanceStatus.COMPLETE);
  }

  @Test
  void listensToTheCreatorBeforeTheWorkflowAndToTheWorkflowBeforeTheEngine() {
    engine.deploy("silent", (event, step) -> null);
    deploy("speaking", Retention.DEFAULT.withSuccess(Duration.ofDays(2)), (event, step) -> null);

    assertThat(keptFor("silent", Retention.DEFAULT)).isEqualTo(Duration.ofDays(30));
    assertThat(keptFor("speaking", Retention.DEFAULT)).isEqualTo(Duration.ofDays(2));
    assertThat(keptFor("speaking", Retention.DEFAULT.withError(Duration.ZERO)))
        .isEqualTo(Duration.ofDays(2));
    assertThat(keptFor("speaking", Retention.DEFAULT.withSuccess(Duration.ofDays(1))))
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void neverRemovesWhatIsKeptForEver() {
    deploy("fine", Retention.of(Retention.FOREVER), (event, step) -> null);
    InstanceKey key = engine.create("fine");
    assertThat(engine.awaitEnd(key).wakeAt()).isNull();

    engine.advance("36500 days");

    assertThat(engine.engine.purgeLag()).isZero();
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.COMPLETE);
  }

  @Test
  void removesAnyNumberInOneGo() {
    deployAll(Retention.of(Duration.ZERO));
    List<InstanceKey> keys = new ArrayList<>();
    IntStream.range(0, 450).forEach(i -> keys.add(engine.create("fine")));
    keys.forEach(engine::awaitEnd);

    engine.advance("1s");

    keys.forEach(this::awaitPurged);
  }

  @Test
  void waitsForThePurgeInterval() {
    deployAll(Retention.of(Duration.ZERO));
    InstanceKey first = engine.create("fine");
    engine.awaitEnd(first);
    awaitPurged(first);
    InstanceKey key = engine.create("fine");
    engine.awaitEnd(key);

    engine.clock.advance(Duration.ofMillis(999));
    engine.engine.tick();

    assertThat(engine.engine.purgeLag()).isEqualTo(Duration.ofMillis(999));
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.COMPLETE);
    engine.advance("1 ms");
    awaitPurged(key);
    assertThat(engine.engine.purgeLag()).isZero();
  }

  private void deployAll(Retention retention) {
    deploy("fine", retention, (event, step) -> step.run("a", () -> 1));
    deploy(
        "failing",
        retention,
        (event, step) -> {
          throw new IllegalStateException("on purpose");
        });
    deploy("waiting", retention, (event, step) -> step.waitForEvent("w", "go", Object.class));
  }

  private void deploy(String name, Retention retention, EngineFixture.Code code) {
    engine.deploy(name, WorkflowSettings.DEFAULT.withRetention(retention), code);
  }

  private Duration keptFor(String workflow, Retention retention) {
    InstanceKey key =
        engine
            .engine
            .instances()
            .create(NewInstance.of(workflow, "java", "").withRetention(retention))
            .instance()
            .key();
    InstanceRecord ended = engine.awaitEnd(key);
    Instant endedAt = ended.endedAt();
    Instant purgeAt = ended.wakeAt();
    return Duration.between(endedAt, purgeAt);
  }

  /** Ticks while it waits, as a server does: a tick passes when a purge is still under way. */
  private void awaitPurged(InstanceKey key) {
    EngineFixture.awaitThat(
        () -> {
          engine.engine.tick();
          return engine.engine.instances().find(key).isEmpty();
        });
  }
}
