package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.EventBufferFullException;
import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.api.InstanceFinishedException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.ReceivedEvent;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.memory.InMemoryInstanceReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitForEventTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  private void deployWaits(String... types) {
    engine.deploy(
        "w",
        (event, step) -> {
          List<String> received = new ArrayList<>();
          for (String type : types) {
            received.add(step.waitForEvent("wait", type, String.class).payload());
          }
          return received;
        });
  }

  private InstanceKey waiting() {
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    return key;
  }

  @Test
  void wakesInstancesThatAreJustBeingSuspended() {
    try (EngineFixture small = new EngineFixture(2, store -> store)) {
      small.deploy("w", (event, step) -> step.waitForEvent("wait", "t", String.class).payload());

      for (int i = 0; i < 2_000; i++) {
        InstanceKey key = small.create("w");
        while (small.get(key).status() != InstanceStatus.WAITING) {
          Thread.onSpinWait();
        }
        small.send(key, "t", "x");
        assertThat(small.awaitOutput(key)).isEqualTo("x");
      }
    }
  }

  @Test
  void wakesTheInstanceAndHandsTheWholeEventOver() {
    engine.deploy(
        "w",
        (event, step) -> {
          ReceivedEvent<String> got = step.waitForEvent("wait", "t", String.class);
          return got.type() + " " + got.payload() + " " + got.id() + " " + got.timestamp();
        });
    InstanceKey key = waiting();

    EventReceipt receipt =
        engine
            .engine
            .instances()
            .sendEvent(key, "t", engine.codec.encode("hello"), Optional.of("e-1"));

    assertThat(engine.awaitOutput(key)).isEqualTo("t hello e-1 " + receipt.receivedAt());
  }

  @Test
  void staysAsleepWhenAnEventComesThatItDoesNotWaitFor() {
    AtomicInteger executions = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          executions.incrementAndGet();
          step.sleep("nap", "1 hour");
          return step.waitForEvent("wait", "t", String.class).payload();
        });
    InstanceKey key = waiting();

    for (int i = 0; i < 100; i++) {
      engine.send(key, "t", "early");
      engine.send(key, "other", "x");
    }
    engine.advance("59 minutes");
    assertThat(engine.get(key).status()).isEqualTo(InstanceStatus.WAITING);
    assertThat(executions).hasValue(1);
    engine.advance("1 minute");

    assertThat(engine.awaitOutput(key)).isEqualTo("early");
  }

  @Test // case 118
  void keepsAnEventThatArrivesBeforeTheWait() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 hour");
          return step.waitForEvent("wait", "t", String.class).payload();
        });
    InstanceKey key = waiting();
    engine.send(key, "t", "early");

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("early");
  }

  @Test // cases 119, 134
  void handsEventsOverInTheOrderOfSendingAlsoAfterACrash() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 hour");
          List<Integer> received = new ArrayList<>();
          for (int i = 0; i < 12; i++) {
            received.add(step.waitForEvent("wait", "t", Integer.class).payload());
          }
          return received.toString();
        });
    InstanceKey key = waiting();
    IntStream.range(0, 12).forEach(i -> engine.send(key, "t", i));

    engine.crashAndRestart();
    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]");
  }

  @Test // case 121
  void leavesEventsOfOtherTypesForLaterWaits() {
    deployWaits("one", "two");
    InstanceKey key = waiting();

    engine.send(key, "two", "second");
    engine.advance("1s");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "one", "first");

    assertThat(engine.awaitOutput(key)).isEqualTo(List.of("first", "second"));
  }

  @Test // case 125
  void timesOutAtItsDeadlineTheSameOnEveryReplay() {
    engine.deploy(
        "w",
        (event, step) -> {
          String outcome;
          try {
            outcome = step.waitForEvent("wait", "t", String.class, "1 minute").payload();
          } catch (EventTimeoutException e) {
            outcome = e.getMessage();
          }
          step.sleep("nap", "1 hour");
          return outcome;
        });
    InstanceKey key = waiting();
    engine.advance("1 minute");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "t", "too late");

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key))
        .isEqualTo("Wait 'wait-1' for an event of type 't' timed out after 60000 ms");
  }

  @Test // case 124
  void leavesAnEventAfterTheDeadlineForTheNextWait() {
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            step.waitForEvent("first", "t", String.class, "1 minute");
          } catch (EventTimeoutException e) {
            step.sleep("nap", "1 hour");
          }
          return step.waitForEvent("second", "t", String.class).payload();
        });
    InstanceKey key = waiting();
    engine.advance("1 minute");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "t", "kept");

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("kept");
  }

  @Test
  void deliversAnEventAcceptedBeforeTheDeadlineWhenTheEngineComesLate() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    try (EngineFixture busy = new EngineFixture(1, store -> store)) {
      busy.deploy("hog", (event, step) -> step.run("x", () -> free.await(10, TimeUnit.SECONDS)));
      busy.deploy(
          "w", (event, step) -> step.waitForEvent("wait", "t", String.class, "1 minute").payload());
      InstanceKey key = busy.create("w");
      busy.awaitStatus(key, InstanceStatus.WAITING);
      InstanceKey hog = busy.create("hog");
      busy.awaitStatus(hog, InstanceStatus.RUNNING);
      busy.send(key, "t", "in time");
      busy.advance("5 minutes");
      assertThat(busy.get(key).status()).isEqualTo(InstanceStatus.WAITING);

      free.countDown();

      assertThat(busy.awaitOutput(key)).isEqualTo("in time");
    }
  }

  @Test // case 122
  void givesOneEventToTheWaitReachedFirst() {
    engine.deploy(
        "w",
        (event, step) ->
            step.all(
                    List.of(
                        step.branch("a", b -> b.waitForEvent("wait", "t", String.class).payload()),
                        step.branch("b", b -> b.waitForEvent("wait", "t", String.class).payload())))
                .toString());
    InstanceKey key = waiting();
    String first = engine.steps(key).get(0).key().scope();

    engine.send(key, "t", "x");
    engine.advance("1s");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "t", "y");

    assertThat(engine.awaitOutput(key)).isEqualTo("a-1".equals(first) ? "[x, y]" : "[y, x]");
  }

  @Test
  void acknowledgesARepeatedIdWithTheFirstReceiptAlsoAfterTheEnd() {
    deployWaits("t");
    InstanceKey key = waiting();
    InstanceService instances = engine.engine.instances();
    EventReceipt first =
        instances.sendEvent(key, "t", engine.codec.encode("x"), Optional.of("same"));
    engine.awaitEnd(key);
    engine.advance("1 hour");

    EventReceipt second =
        instances.sendEvent(key, "t", engine.codec.encode("y"), Optional.of("same"));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void failsTheWaitWhenThePayloadIsSomethingElse() {
    engine.deploy(
        "w", (event, step) -> step.waitForEvent("wait", "t", java.time.Instant.class).payload());
    InstanceKey key = waiting();

    engine.send(key, "t", List.of("not a time"));

    assertThat(engine.awaitEnd(key).failure().error().code()).isEqualTo("event.payload_unreadable");
  }

  @ParameterizedTest // case 130
  @ValueSource(ints = {0, 101})
  void refusesATypeOutsideTheRule(int length) {
    String type = length == 0 ? "a.b" : "x".repeat(length);
    engine.deploy("w", (event, step) -> step.waitForEvent("wait", type, String.class).payload());
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitEnd(key).failure().error().code()).isEqualTo("event.invalid_type");
    assertThatThrownBy(() -> engine.send(key, type, "x"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("event.invalid_type");
  }

  @Test // case 128
  void waitsForADayWhenNothingElseIsSaid() {
    deployWaits("t");

    InstanceRecord instance = engine.get(waiting());

    assertThat(instance.wakeAt())
        .isEqualTo(instance.origin().createdAt().plus(Duration.ofHours(24)));
  }

  @Test // case 131
  void isWokenByAnEventThatComesAfterTheServerWasKilled() {
    deployWaits("t");
    InstanceKey key = waiting();

    engine.crashAndRestart();
    engine.send(key, "t", "x");

    assertThat(engine.awaitOutput(key)).isEqualTo(List.of("x"));
  }

  @ParameterizedTest // case 136
  @EnumSource(names = {"COMPLETE", "ERRORED", "TERMINATED"})
  void refusesAnEventToAFinishedInstanceAndStoresNothing(InstanceStatus status) {
    engine.deploy(
        "w",
        (event, step) -> {
          switch (status) {
            case COMPLETE -> {}
            case ERRORED -> throw new IllegalStateException("out of luck");
            default -> step.sleep("nap", "1 hour");
          }
          return null;
        });
    InstanceKey key = engine.create("w");
    if (status == InstanceStatus.TERMINATED) {
      engine.terminate(key);
    }
    InstanceRecord ended = engine.awaitEnd(key);

    assertThatThrownBy(() -> engine.send(key, "t", "late"))
        .isInstanceOf(InstanceFinishedException.class);
    assertThat(ended.status()).isEqualTo(status);
    assertThat(new InMemoryInstanceReader(engine.database).listEvents(ended.number(), 1)).isEmpty();
  }

  @Test
  void refusesATimeoutLongerThanTheInstallationAllows() {
    engine.deploy(
        "w",
        WorkflowSettings.DEFAULT.withLimits(Limits.DEFAULT.withLongestWait(Duration.ofDays(2))),
        (event, step) -> step.waitForEvent("w", "go", Object.class, Duration.ofDays(3)));

    assertThat(engine.awaitEnd(engine.create("w")).failure().error().message())
        .contains("between 1 second and 2 days, was PT72H");
  }

  @Test
  void refusesEventsBeyondTheBufferUntilAWaitHasTakenSome() {
    engine.deploy(
        "w",
        WorkflowSettings.DEFAULT.withLimits(Limits.DEFAULT.withBufferedEvents(2)),
        (event, step) -> {
          step.sleep("nap", Duration.ofSeconds(10));
          step.waitForEvent("first", "go", Object.class);
          return step.waitForEvent("other", "other", Object.class).id();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "go", 1);
    engine.send(key, "spare", 2);

    assertThatExceptionOfType(EventBufferFullException.class)
        .isThrownBy(() -> engine.send(key, "other", 3))
        .withMessageContaining("has 2 events that no wait has taken")
        .returns("event.buffer_full", EventBufferFullException::code);

    engine.advance("10s");
    await().until(() -> engine.steps(key).size() == 3);
    engine.send(key, "other", 3);
    assertThat(engine.awaitEnd(key).status()).isEqualTo(InstanceStatus.COMPLETE);
  }
}
