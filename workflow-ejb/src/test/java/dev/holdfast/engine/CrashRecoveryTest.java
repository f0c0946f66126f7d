package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrashRecoveryTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void runsAgainOnlyTheBodyThatWasInFlightWithTheSameAttemptNumber() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    CountDownLatch inFlight = new CountDownLatch(1);
    AtomicBoolean crashed = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("first", context -> bodies.add("first " + context.attempt()));
          step.run(
              "second",
              context -> {
                bodies.add("second " + context.attempt());
                if (!crashed.get()) {
                  inFlight.countDown();
                  new CountDownLatch(1).await(5, TimeUnit.SECONDS);
                }
                return 1;
              });
          return "done";
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    crashed.set(true);
    engine.crashAndRestart();

    assertThat(engine.awaitOutput(key)).isEqualTo("done");
    assertThat(bodies).containsExactly("first 1", "second 1", "second 1");
  }

  @Test
  void refusesWhatAFencedProcessStillWrites() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                () -> {
                  int run = runs.incrementAndGet();
                  if (run == 1) {
                    inFlight.countDown();
                    goOn.await(10, TimeUnit.SECONDS);
                  }
                  return run;
                }));
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    engine.crashAndRestart();
    InstanceRecord ended = engine.awaitEnd(key);
    goOn.countDown();
    engine.advance("1 minute");

    assertThat(engine.codec.decode(ended.output(), Object.class)).hasToString("2");
    assertThat(engine.get(key).output()).isEqualTo(ended.output());
  }

  @Test
  void givesUpAnInstanceThatKillsItsServerElevenTimes() {
    AtomicInteger starts = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "killer",
                () -> {
                  starts.incrementAndGet();
                  return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                }));
    InstanceKey key = engine.create("w");

    for (int crash = 1; crash <= 11; crash++) {
      int expected = crash;
      org.awaitility.Awaitility.await().until(() -> starts.get() == expected);
      engine.crashAndRestart();
    }

    InstanceRecord ended = engine.awaitStatus(key, InstanceStatus.ERRORED);
    assertThat(ended.failure().error().code()).isEqualTo("instance.recovery_exhausted");
    assertThat(starts).hasValue(11);
  }

  @Test
  void doesNotCountRecoveriesThatMadeProgress() {
    AtomicInteger starts = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          for (int i = 0; i < 15; i++) {
            step.run("quick", () -> 1);
            step.run(
                "held",
                () -> {
                  if (starts.incrementAndGet() % 2 == 1) {
                    new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                  }
                  return 1;
                });
          }
          return "survived";
        });
    InstanceKey key = engine.create("w");

    for (int crash = 0; crash < 15; crash++) {
      int expected = 2 * crash + 1;
      org.awaitility.Awaitility.await().until(() -> starts.get() == expected);
      engine.crashAndRestart();
    }

    assertThat(engine.awaitOutput(key)).isEqualTo("survived");
  }

  @Test
  void letsBodiesInFlightEndWhenTheServerStopsAndGoesOnElsewhere() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> bodies = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) -> {
          step.run(
              "first",
              () -> {
                bodies.add("first");
                inFlight.countDown();
                return goOn.await(10, TimeUnit.SECONDS);
              });
          step.run("second", () -> bodies.add("second"));
          return "done";
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);

    Thread stopping = new Thread(engine.engine::stop);
    stopping.start();
    org.awaitility.Awaitility.await()
        .until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
    goOn.countDown();
    stopping.join(10_000);

    assertThat(bodies).containsExactly("first");
    engine.crashAndRestart();
    assertThat(engine.awaitOutput(key)).isEqualTo("done");
    assertThat(bodies).containsExactly("first", "second");
  }
}
