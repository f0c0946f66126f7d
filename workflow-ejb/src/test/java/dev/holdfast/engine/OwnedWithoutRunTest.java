package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an instance whose claim was committed, but which could not be started then. */
class OwnedWithoutRunTest {

  private static final int TICKS = 30;

  /** Journals that nobody remembers must be read. */
  private static final EngineSettings READING = EngineSettings.DEFAULT.withJournalCacheBytes(0);

  private final FailingStarts starts = new FailingStarts();
  private final List<String> undone = new CopyOnWriteArrayList<>();
  private final EngineFixture engine = EngineFixture.wrapping(READING, starts::around);

  @BeforeEach
  void deploy() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", StepOptions.DEFAULT.withCompensation(() -> undone.add("a")), () -> 1);
          step.sleep("nap", "1 hour");
          return "awake";
        });
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void tick() {
    for (int i = 0; i < TICKS; i++) {
      engine.engine.tick();
    }
  }

  @Test
  void isQueuedAgainWhenItWasToRun() {
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    starts.failNextLoad();
    engine.advance("1 hour");
    starts.awaitFailure();
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.RUNNING);

    tick();

    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
  }

  @Test
  void isQueuedAgainWhenAnEventHadClaimedIt() {
    engine.deploy(
        "v", (event, step) -> step.waitForEvent("a", "paid", String.class, "1 hour").payload());
    InstanceKey key = engine.create("v");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    starts.failNextLoad();
    engine.send(key, "paid", "card");
    starts.awaitFailure();
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.RUNNING);

    tick();

    assertThat(engine.awaitOutput(key)).isEqualTo("card");
  }

  @Test
  void keepsNoOtherFromStarting() {
    AtomicBoolean crashed = new AtomicBoolean();
    AtomicInteger entered = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    engine.deploy(
        "v",
        (event, step) ->
            step.run(
                "a",
                () -> {
                  entered.incrementAndGet();
                  if (!crashed.get()) {
                    never.await();
                  }
                  return "done";
                }));
    List<InstanceKey> keys = List.of(engine.create("v"), engine.create("v"));
    EngineFixture.awaitThat(() -> entered.get() == 2);
    crashed.set(true);
    starts.failNextNote();

    engine.crashAndRestart();
    engine.advance("0s");
    starts.awaitFailure();

    EngineFixture.awaitThat(
        () -> keys.stream().anyMatch(it -> engine.get(it).status() == InstanceStatus.COMPLETE));
    tick();
    keys.forEach(key -> assertThat(engine.awaitOutput(key)).isEqualTo("done"));
  }

  @Test
  void isPausedWhenAPauseWasAskedFor() {
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    starts.failNextLoad();
    engine.advance("1 hour");
    starts.awaitFailure();
    InstanceStatus pausing = engine.steer(key, new Command.Pause());

    tick();

    assertThat(pausing).isEqualTo(InstanceStatus.WAITING_FOR_PAUSE);
    engine.awaitStatus(key, InstanceStatus.PAUSED);
    assertThat(engine.log(key)).last().returns(LogType.WORKFLOW_PAUSED, LogEntry::type);
    engine.steer(key, new Command.Resume());
    assertThat(engine.awaitOutput(key)).isEqualTo("awake");
  }

  @Test
  void isUndoneWhenItWasToRollBack() {
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    starts.failNextLoad();
    engine.steer(key, new Command.Terminate(true));
    starts.awaitFailure();

    tick();

    InstanceRecord ended = engine.awaitEnd(key);
    assertThat(ended.status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(ended.rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(undone).containsExactly("a");
  }
}
