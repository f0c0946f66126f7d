package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogSubscription;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogSubscriptionTest {

  private final EngineFixture engine = new EngineFixture();
  private final Recorder recorder = new Recorder();

  @AfterEach
  void close() {
    engine.close();
  }

  /** Remembers what it is told. */
  private static class Recorder implements LogListener {
    final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    final AtomicInteger idle = new AtomicInteger();
    volatile boolean ended;
    volatile boolean done;

    @Override
    public void record(LogEntry entry) {
      entries.add(entry);
    }

    @Override
    public void ended() {
      ended = true;
    }

    @Override
    public void idle() {
      idle.incrementAndGet();
    }

    @Override
    public boolean isDone() {
      return done;
    }
  }

  @Test
  void tellsWhatIsKeptAndEndsWithTheInstance() {
    engine.deploy("w", (event, step) -> step.run("a", () -> 1));
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    LogSubscription subscription = subscribe(key, LogSelection.ALL);

    awaitEnd();
    assertThat(recorder.entries).isEqualTo(engine.log(key));
    assertThat(subscription.isOpen()).isFalse();
  }

  @Test
  void goesOnWithWhatHappensThen() {
    InstanceKey key = waiting();
    subscribe(key, LogSelection.ALL);
    awaitEntries(4);

    engine.advance("8 hours");

    awaitEnd();
    assertThat(recorder.entries).isEqualTo(engine.log(key)).hasSize(7);
  }

  @Test
  void tellsManyMoreThanAPageOnceEach() {
    engine.deploy(
        "w",
        (event, step) -> {
          for (int i = 0; i < 1000; i++) {
            step.run("s", () -> 1);
          }
          return 1;
        });
    InstanceKey key = engine.create("w");
    subscribe(key, LogSelection.ALL);
    engine.awaitEnd(key);
    engine.engine.tick();

    awaitEnd();
    assertThat(recorder.entries).extracting(LogEntry::eventId).doesNotHaveDuplicates();
    assertThat(recorder.entries).hasSize(3 + 4 * 1000);
  }

  // case 268
  @Test
  void tellsOnlyWhatIsSelectedAndEndsWithTheInstanceAllTheSame() {
    InstanceKey key = waiting();
    long cursor = engine.log(key).get(2).eventId();
    engine.advance("8 hours");
    engine.awaitEnd(key);

    subscribe(key, LogSelection.of(LogType.SLEEP_STARTED, LogType.SLEEP_COMPLETED).from(cursor));

    awaitEnd();
    assertThat(recorder.entries)
        .extracting(LogEntry::type)
        .containsExactly(LogType.SLEEP_COMPLETED);
  }

  @Test
  void endsAtOnceBehindTheLastRecord() {
    engine.deploy("w", (event, step) -> 1);
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);
    List<LogEntry> log = engine.log(key);

    subscribe(key, LogSelection.after(log.get(log.size() - 1).eventId()));

    awaitEnd();
    assertThat(recorder.entries).isEmpty();
  }

  @Test
  void tellsNothingOnceItIsClosed() {
    InstanceKey key = waiting();
    LogSubscription subscription = subscribe(key, LogSelection.ALL);
    awaitEntries(4);

    subscription.close();
    engine.advance("8 hours");
    engine.awaitEnd(key);
    engine.engine.tick();

    assertThat(recorder.entries).hasSize(4);
    assertThat(recorder.ended).isFalse();
  }

  @Test
  void isGivenUpWhenItsListenerIsDone() {
    InstanceKey key = waiting();
    LogSubscription subscription = subscribe(key, LogSelection.ALL);
    awaitEntries(4);

    recorder.done = true;
    engine.engine.tick();

    await().atMost(EngineFixture.PATIENCE).until(() -> !subscription.isOpen());
    assertThat(recorder.ended).isFalse();
  }

  @Test
  void isGivenUpWhenItsListenerFails() {
    InstanceKey key = waiting();

    LogSubscription subscription =
        engine
            .engine
            .instances()
            .subscribe(
                key,
                LogSelection.ALL,
                entry -> {
                  throw new IllegalStateException("no");
                });

    await().atMost(EngineFixture.PATIENCE).until(() -> !subscription.isOpen());
  }

  @Test
  void saysNowAndThenThatThereIsNothingToSay() {
    InstanceKey key = waiting();
    subscribe(key, LogSelection.ALL);
    awaitEntries(4);

    engine.advance("14 s");
    engine.advance("1 s");

    await().atMost(EngineFixture.PATIENCE).until(() -> recorder.idle.get() == 1);
  }

  @Test
  void endsWhenTheInstanceIsDeleted() {
    InstanceKey key = waiting();
    subscribe(key, LogSelection.ALL);
    awaitEntries(4);

    engine.steer(key, new Command.Delete());
    engine.create("w", key.id());
    engine.advance("1 s");

    awaitEnd();
    assertThat(recorder.entries).hasSize(4);
  }

  @Test
  void refusesAnInstanceThatIsNotThere() {
    engine.deploy("w", (event, step) -> 1);

    assertThatThrownBy(() -> subscribe(new InstanceKey("w", "x"), LogSelection.ALL))
        .isInstanceOf(InstanceNotFoundException.class);
  }

  private InstanceKey waiting() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("night", Duration.ofHours(8));
          return 1;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    return key;
  }

  private LogSubscription subscribe(InstanceKey key, LogSelection selection) {
    return engine.engine.instances().subscribe(key, selection, recorder);
  }

  private void awaitEntries(int count) {
    await()
        .atMost(EngineFixture.PATIENCE)
        .untilAsserted(() -> assertThat(recorder.entries).hasSize(count));
  }

  private void awaitEnd() {
    await()
        .atMost(EngineFixture.PATIENCE)
        .until(
            () -> {
              engine.engine.tick();
              return recorder.ended;
            });
  }
}
