package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.Ports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which wakes read the journal, and that those which do not see the same. */
class WakeReadsTest {

  private final Queue<String> reads = new ConcurrentLinkedQueue<>();
  private final EngineFixture engine =
      EngineFixture.wrapping(EngineSettings.DEFAULT.withSlots(4), this::counting);

  /** Waits until an instance waits and its run has left, with what it remembers. */
  private void awaitRest(InstanceKey key) {
    engine.awaitStatus(key, InstanceStatus.WAITING);
    EngineFixture.awaitThat(() -> engine.engine.executing() == 0);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void readsNothingHoweverOftenAnInstanceSleeps() {
    engine.deploy(
        "w",
        (event, step) -> {
          int sum = 0;
          for (int i = 0; i < 20; i++) {
            int number = i;
            sum += step.run("a", () -> number);
            step.sleep("nap", "1 hour");
          }
          return sum;
        });
    InstanceKey key = engine.create("w");

    for (int i = 0; i < 20; i++) {
      awaitRest(key);
      engine.advance("1 hour");
    }

    assertThat(engine.awaitOutput(key)).hasToString("190");
    assertThat(reads).isEmpty();
  }

  @Test
  void readsNothingWhenTheAwaitedEventComes() {
    engine.deploy(
        "w",
        (event, step) -> {
          String first = step.waitForEvent("a", "paid", String.class, "1 hour").payload();
          return first + step.waitForEvent("b", "paid", String.class, "1 hour").payload();
        });
    InstanceKey key = engine.create("w");
    awaitRest(key);

    engine.send(key, "other", "ignored");
    engine.send(key, "paid", "x");
    awaitRest(key);
    engine.send(key, "paid", "y");

    assertThat(engine.awaitOutput(key)).isEqualTo("xy");
    assertThat(reads).as("after the ignored event").hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void readsWhatHasChangedMeanwhile() {
    engine.deploy(
        "w",
        (event, step) -> {
          int made = step.run("a", () -> reads.size() + 1);
          step.sleep("nap", "1 hour");
          return made;
        });
    InstanceKey key = engine.create("w");
    awaitRest(key);

    engine.steer(key, new Command.Pause());
    engine.steer(key, new Command.Resume());
    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).hasToString("1");
    assertThat(reads).hasSize(1);
  }

  @Test
  void readsAgainAfterACrash() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 hour");
          return 1;
        });
    InstanceKey key = engine.create("w");
    awaitRest(key);

    engine.crashAndRestart();
    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).hasToString("1");
    assertThat(reads).hasSize(1);
  }

  private Ports counting(Ports ports) {
    InstanceQueue queue = ports.queue();
    InstanceQueue counting =
        (InstanceQueue)
            Proxy.newProxyInstance(
                InstanceQueue.class.getClassLoader(),
                new Class<?>[] {InstanceQueue.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("load")) {
                    ((List<?>) args[0])
                        .forEach(it -> reads.add(((InstanceRecord) it).key().toString()));
                  }
                  try {
                    return method.invoke(queue, args);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return ports.writingBy(
        ports.journal(), ports.stepTransactions(), counting, ports.control(), ports.schedules());
  }
}
