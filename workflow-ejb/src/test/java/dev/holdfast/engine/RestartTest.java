package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestartTest {

  private final EngineFixture engine = new EngineFixture();
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger counter = new AtomicInteger();

  @AfterEach
  void close() {
    engine.close();
  }

  private String note(String name) {
    bodies.add(name);
    return name + counter.incrementAndGet();
  }

  private void restart(InstanceKey key) {
    engine.steer(key, new Command.Restart(Optional.empty()));
  }

  private void restartFrom(InstanceKey key, String scope, String name, int occurrence) {
    StepKey from = new StepKey(StepKind.RUN, scope, name, occurrence);
    engine.steer(key, new Command.Restart(Optional.of(from)));
  }

  @Test // case 163
  void runsACompleteInstanceAgainFromTheTop() {
    engine.deploy(
        "w",
        (event, step) -> {
          String a = step.run("a", () -> note("a"));
          step.sleep("nap", "1 minute");
          return a;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 minute");
    assertThat(engine.awaitOutput(key)).isEqualTo("a1");
    InstanceRecord before = engine.get(key);

    restart(key);

    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 minute");
    assertThat(engine.awaitOutput(key)).isEqualTo("a2"); // case 166
    InstanceRecord after = engine.get(key);
    assertThat(after.epoch()).isEqualTo(2);
    assertThat(after.origin()).isEqualTo(before.origin());
    assertThat(after.log()).isGreaterThan(before.log());
    assertThat(engine.steps(key)).allMatch(step -> step.startedLog() > before.log());
  }

  @Test // case 164
  void completesOnceWhenAWaitingInstanceIsRestarted() {
    engine.deploy("w", (event, step) -> step.waitForEvent("pay", "paid", String.class).payload());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    restart(key);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "paid", "yes");

    assertThat(engine.awaitOutput(key)).isEqualTo("yes");
  }

  @Test // case 161
  void runsATerminatedInstanceAgain() {
    engine.deploy("w", (event, step) -> step.waitForEvent("pay", "paid", String.class).payload());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.terminate(key);

    restart(key);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "paid", "now");

    assertThat(engine.awaitOutput(key)).isEqualTo("now");
  }

  @Test
  void abortsTheBodyInFlight() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                () -> {
                  if (counter.incrementAndGet() == 1) {
                    first.countDown();
                    new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                  }
                  return "second";
                }));
    InstanceKey key = engine.create("w");
    assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();

    restart(key);

    assertThat(engine.awaitOutput(key)).isEqualTo("second");
    assertThat(engine.get(key).epoch()).isEqualTo(2);
  }

  @Test
  void removesBufferedEventsAndRememberedEventIds() {
    engine.deploy("w", (event, step) -> step.waitForEvent("pay", "paid", String.class).payload());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.engine.instances().sendEvent(key, "other", engine.codec.encode("x"), Optional.of("e1"));

    restart(key);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.engine.instances().sendEvent(key, "paid", engine.codec.encode("y"), Optional.of("e1"));

    assertThat(engine.awaitOutput(key)).isEqualTo("y");
  }

  @Test // case 170
  void keepsWhatWasStartedBeforeTheStep() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run("a", () -> note("a"))
                + step.run("b", () -> note("b"))
                + step.run("c", () -> note("c")));
    InstanceKey key = engine.create("w");
    assertThat(engine.awaitOutput(key)).isEqualTo("a1b2c3");

    restartFrom(key, "", "b", 1);

    assertThat(engine.awaitOutput(key)).isEqualTo("a1b4c5");
    assertThat(bodies).containsExactly("a", "b", "c", "b", "c");
  }

  @Test // case 172
  void refusesAStepThatIsNotInTheJournal() {
    engine.deploy("w", (event, step) -> step.run("a", () -> note("a")));
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);
    InstanceRecord before = engine.get(key);

    assertThatThrownBy(() -> restartFrom(key, "", "z", 1))
        .isInstanceOf(WorkflowException.class)
        .hasMessageContaining("z-1")
        .extracting("code")
        .isEqualTo("instance.cannot_restart");

    assertThat(engine.get(key)).isEqualTo(before);
  }

  @Test
  void refusesAStepWithoutAFinishedAttempt() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                () -> {
                  inFlight.countDown();
                  return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                }));
    InstanceKey key = engine.create("w");
    assertThat(inFlight.await(10, TimeUnit.SECONDS)).isTrue();
    engine.advance("2 seconds"); // by now it is marked as running

    assertThatThrownBy(() -> restartFrom(key, "", "a", 1))
        .extracting("code")
        .isEqualTo("instance.cannot_restart");
  }

  @Test // case 173
  void keepsEarlierOccurrences() {
    engine.deploy(
        "w",
        (event, step) -> {
          StringBuilder all = new StringBuilder();
          for (int i = 1; i <= 5; i++) {
            all.append(step.run("process", () -> note("p")));
          }
          return all.toString();
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    restartFrom(key, "", "process", 3);

    assertThat(engine.awaitOutput(key)).isEqualTo("p1p2p6p7p8");
  }

  @Test // case 175
  void runsParallelStepsThatStartedLaterAgain() throws Exception {
    AtomicReference<CountDownLatch> started = new AtomicReference<>(new CountDownLatch(1));
    engine.deploy(
        "w",
        (event, step) -> {
          var x =
              step.branch(
                  "x",
                  branch ->
                      branch.run(
                          "load",
                          () -> {
                            started.get().countDown();
                            return note("x");
                          }));
          assertThat(started.get().await(10, TimeUnit.SECONDS)).isTrue();
          var y = step.branch("y", branch -> branch.run("load", () -> note("y")));
          return step.all(List.of(x, y));
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    started.set(new CountDownLatch(1));
    restartFrom(key, "x-1", "load", 1);
    engine.awaitEnd(key);
    assertThat(Collections.frequency(bodies, "x")).isEqualTo(2);
    assertThat(Collections.frequency(bodies, "y")).isEqualTo(2);

    restartFrom(key, "y-1", "load", 1);
    engine.awaitEnd(key);
    assertThat(Collections.frequency(bodies, "x")).isEqualTo(2);
    assertThat(Collections.frequency(bodies, "y")).isEqualTo(3);
  }

  @Test // case 176
  void throwsAnEarlierFailureFromTheJournal() {
    engine.deploy(
        "w",
        (event, step) -> {
          String caught = "";
          try {
            step.run(
                "bad",
                StepOptions.ofRetry(RetryPolicy.none()),
                () -> {
                  throw new IllegalStateException(note("bad"));
                });
          } catch (StepFailedException e) {
            caught = String.valueOf(e.getMessage());
          }
          return caught + step.run("good", () -> note("good"));
        });
    InstanceKey key = engine.create("w");
    assertThat(engine.awaitOutput(key)).isEqualTo("bad1good2");

    restartFrom(key, "", "good", 1);

    assertThat(engine.awaitOutput(key)).isEqualTo("bad1good3");
    assertThat(engine.engine.instances().details(key).attempts()).hasSize(1);
  }

  @Test
  void keepsTheDeadlineOfASleepThatStartedEarlier() {
    engine.deploy(
        "w",
        (event, step) -> {
          var nap =
              step.branch(
                  "nap",
                  branch -> {
                    branch.sleep("long", "1 hour");
                    return "slept";
                  });
          step.sleep("settle", "2 seconds");
          String work = step.run("work", () -> note("work"));
          return work + nap.await();
        });
    InstanceKey key = engine.create("w");
    engine.awaitSteps(key, 2);
    engine.advance("2 seconds");
    engine.awaitSteps(key, 3);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("30 minutes");

    restartFrom(key, "", "work", 1);
    engine.awaitSteps(key, 3);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1798 seconds");

    assertThat(engine.awaitOutput(key)).isEqualTo("work2slept");
  }

  @Test // case 38
  void neverReturnsToAnInstanceThatDeletesItself() throws Exception {
    AtomicInteger after = new AtomicInteger();
    CountDownLatch left = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            engine.steer(new InstanceKey("w", event.instanceId()), new Command.Delete());
            after.incrementAndGet();
          } finally {
            left.countDown();
          }
          return null;
        });

    InstanceKey key = engine.create("w");

    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(after).hasValue(0);
    assertThat(engine.engine.instances().find(key)).isEmpty();
  }

  @Test // case 19
  void freesTheIdOfADeletedInstanceAtOnce() {
    engine.deploy("w", (event, step) -> step.run("a", () -> note("a")));
    InstanceKey key = engine.create("w", "one");
    engine.awaitEnd(key);

    engine.steer(key, new Command.Delete());
    engine.create("w", "one");

    assertThat(engine.awaitOutput(key)).isEqualTo("a2");
  }
}
