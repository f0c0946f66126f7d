package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InstanceFinishedException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.IdSource;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.engine.port.Ports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which wakes read the journal, and that those which do not see the same. */
class WakeReadsTest {

  private final Queue<String> reads = new ConcurrentLinkedQueue<>();
  private final Queue<String> looks = new ConcurrentLinkedQueue<>();
  private volatile boolean outOfNumbers;
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
  void findsAnInstanceThatWaitsHereWithoutReadingIt() {
    engine.deploy(
        "w", (event, step) -> step.waitForEvent("a", "paid", String.class, "1 hour").payload());
    InstanceKey key = engine.create("w");
    awaitRest(key);
    looks.clear();

    engine.send(key, "paid", "x");

    assertThat(looks).isEmpty();
    assertThat(engine.awaitOutput(key)).isEqualTo("x");
    assertThatThrownBy(() -> engine.send(key, "paid", "y"))
        .isInstanceOf(InstanceFinishedException.class)
        .hasMessageContaining("complete");
  }

  @Test
  void takesNoSlotForAnEventThatGetsNoNumber() {
    engine.deploy(
        "w", (event, step) -> step.waitForEvent("a", "paid", String.class, "1 hour").payload());
    InstanceKey key = engine.create("w");
    awaitRest(key);

    outOfNumbers = true;
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> engine.send(key, "paid", "x")).hasMessage("No numbers");
    }
    outOfNumbers = false;
    engine.send(key, "paid", "y");

    assertThat(engine.awaitOutput(key)).isEqualTo("y");
  }

  @Test
  void goesByTheRowWhenAnotherNodeHasChangedIt() {
    engine.deploy(
        "w", (event, step) -> step.waitForEvent("a", "paid", String.class, "1 hour").payload());
    InstanceKey terminated = engine.create("w");
    InstanceKey restarted = engine.create("w");
    InstanceKey signalled = engine.create("w");
    List.of(terminated, restarted, signalled).forEach(this::awaitRest);

    InstanceService other = engine.startAnother("node-2").instances();
    other.steer(terminated, new Command.Terminate(false));
    other.steer(restarted, new Command.Restart(Optional.empty()));
    other.sendEvent(signalled, "other", null, Optional.empty());
    engine.awaitStatus(restarted, InstanceStatus.WAITING);

    assertThatThrownBy(() -> engine.send(terminated, "paid", "x"))
        .isInstanceOf(InstanceFinishedException.class)
        .hasMessageContaining("terminated");
    looks.clear();
    engine.send(signalled, "paid", "y");
    assertThat(looks).as("the row, and whether the event is stored").hasSize(2);
    assertThat(engine.awaitOutput(signalled)).isEqualTo("y");
    engine.send(restarted, "paid", "z");
    assertThat(engine.awaitOutput(restarted)).isEqualTo("z");
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
    InstanceQueue queue =
        spied(
            InstanceQueue.class,
            ports.queue(),
            (method, args) -> {
              if (method.equals("load")) {
                ((List<?>) args[0])
                    .forEach(it -> reads.add(((InstanceRecord) it).key().toString()));
              }
            });
    InstanceReader reader =
        spied(InstanceReader.class, ports.reader(), (method, args) -> looks.add(method));
    IdSource ids =
        spied(
            IdSource.class,
            ports.ids(),
            (method, args) -> {
              if (outOfNumbers && method.equals("nextEventNumber")) {
                throw new IllegalStateException("No numbers");
              }
            });
    return OtherPort.in(
        OtherPort.in(OtherPort.in(ports, InstanceQueue.class, queue), InstanceReader.class, reader),
        IdSource.class,
        ids);
  }

  private static <T> T spied(Class<T> port, T real, BiConsumer<String, Object[]> spy) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, args) -> {
              spy.accept(method.getName(), args);
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
