package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.ProgressPublished;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final List<Object> written = new CopyOnWriteArrayList<>();
  private final EngineFixture engine = new EngineFixture(100, WatchedJournal::new);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void showsTheLatestValue() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.progress("begun");
          step.run("work", () -> 1);
          step.progress(Map.of("done", 1));
          return "end";
        });

    InstanceKey key = engine.create("w");

    engine.awaitEnd(key);
    assertThat(progress(key)).hasToString("{done=1}");
  }

  @Test
  void refusesAValueTheSameOnEveryReplay() {
    engine.deploy(
        "w",
        (event, step) -> {
          String outcome = "published";
          try {
            step.progress(List.of(List.of(), "of another type"));
          } catch (InvalidOptionException e) {
            outcome = "refused";
          }
          step.run(outcome, () -> 1);
          step.sleep("nap", "1 hour");
          return outcome;
        });
    InstanceKey key = engine.create("w");
    engine.awaitWaitingAt(key, "sleep nap-1");

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("refused");
  }

  @Test
  void isSeenWhileABodyRuns() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "work",
                () -> {
                  step.progress("halfway");
                  return seen.await(10, TimeUnit.SECONDS);
                }));

    InstanceKey key = engine.create("w");

    await().untilAsserted(() -> assertThat(progress(key)).isEqualTo("halfway"));
    seen.countDown();
    assertThat(engine.awaitOutput(key)).isEqualTo(true);
  }

  @Test
  void isSeenWhileTheInstanceWaits() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.progress("before the nap");
          step.sleep("nap", "1 hour");
          return "end";
        });

    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    assertThat(progress(key)).isEqualTo("before the nap");
  }

  @Test
  void isNotPublishedAgainByAReplay() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.progress("one");
          step.run("work", () -> 1);
          step.progress("two");
          step.sleep("nap", "1 hour");
          step.progress("three");
          step.waitForEvent("wait", "t", String.class);
          return "end";
        });
    InstanceKey key = engine.create("w");
    engine.awaitSteps(key, 2);
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.crashAndRestart();
    engine.advance("1 hour");
    engine.awaitSteps(key, 3);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "t", "");

    engine.awaitEnd(key);
    assertThat(written).endsWith("two", "three").containsOnlyOnce("two", "three");
  }

  @Test
  void isNotPublishedAgainWhenAStrandRunsAgain() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          var branch = step.branch("b", b -> b.run("held", () -> free.await(10, TimeUnit.SECONDS)));
          step.progress("once");
          step.sleep("nap", "1 minute");
          branch.await();
          return "end";
        });
    InstanceKey key = engine.create("w");
    engine.awaitSteps(key, 1);
    await().until(() -> written.contains("once"));

    engine.advance("1 minute");
    free.countDown();

    engine.awaitEnd(key);
    assertThat(written).containsExactly("once");
  }

  @Test
  void isPublishedByEachAttemptOfABody() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "work",
                context -> {
                  step.progress("attempt " + context.attempt());
                  if (context.attempt() == 1) {
                    throw new IllegalStateException("once");
                  }
                  return 1;
                }));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("10s");

    engine.awaitEnd(key);
    assertThat(progress(key)).isEqualTo("attempt 2");
  }

  @Test
  void writesOnlyTheLatestOfManyValues() {
    engine.deploy(
        "w",
        (event, step) -> {
          IntStream.range(0, 1000).forEach(step::progress);
          return "end";
        });

    InstanceKey key = engine.create("w");

    engine.awaitEnd(key);
    assertThat(progress(key)).isEqualTo(999);
    assertThat(written).hasSizeLessThan(1000);
  }

  @Test
  void refusesWhatCannotBeShown() {
    engine.deploy(
        "large",
        (event, step) -> {
          step.progress("x".repeat(2_000_000));
          return "end";
        });
    engine.deploy(
        "strange",
        (event, step) -> {
          step.progress(new Thread());
          return "end";
        });

    assertThat(engine.awaitEnd(engine.create("large")).failure().error().code())
        .isEqualTo("payload.too_large");
    assertThat(engine.awaitEnd(engine.create("strange")).failure().error().code())
        .isEqualTo("options.invalid");
  }

  @Test
  void isForgottenByARestart() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.waitForEvent("wait", "t", String.class);
          step.progress("shown");
          return "end";
        });
    InstanceKey key = engine.create("w");
    engine.send(key, "t", "");
    engine.awaitEnd(key);

    engine.steer(key, new Command.Restart(Optional.empty()));

    assertThat(engine.get(key).progress()).isNull();
  }

  private Object progress(InstanceKey key) {
    EncodedValue progress = engine.get(key).progress();
    return progress == null ? null : engine.codec.decode(progress, getClass().getClassLoader());
  }

  /** Notes what is published. */
  private final class WatchedJournal implements JournalStore {

    private final JournalStore store;

    private WatchedJournal(JournalStore store) {
      this.store = store;
    }

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      List<Outcome> outcomes = store.write(node, changes);
      changes.stream()
          .filter(ProgressPublished.class::isInstance)
          .map(change -> ((ProgressPublished) change).value())
          .forEach(value -> written.add(engine.codec.decode(value, Object.class)));
      return outcomes;
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }
  }
}
