package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.InstanceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void tellsTheLifeOfAnInstance() {
    engine.deploy("w", (event, step) -> step.run("load", () -> 42));
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    List<LogEntry> log = engine.log(key);

    assertThat(engine.logTypes(key))
        .containsExactly(
            "workflow_queued",
            "workflow_started",
            "step_started",
            "attempt_started",
            "attempt_completed",
            "step_completed",
            "workflow_completed");
    assertThat(log).allMatch(it -> it.instanceId().equals(key.id()) && it.workflow().equals("w"));
    assertThat(log).allMatch(it -> it.timestamp().equals(engine.clock.instant()));
    assertThat(data(log, LogType.WORKFLOW_QUEUED))
        .containsExactly(
            entry("params", Map.of()),
            entry("version", "1"),
            entry("trigger", "java"),
            entry("caller", ""));
    assertThat(data(log, LogType.STEP_COMPLETED).get("result")).hasToString("42");
    assertThat(data(log, LogType.WORKFLOW_COMPLETED).get("output")).hasToString("42");
    assertThat(log.get(2).step()).map(LogEntry.Step::shown).contains("load-1");
    assertThat(log.get(0).step()).isEmpty();
  }

  @Test
  void givesIdsThatIncreaseAndFitIntoJson() {
    engine.deploy(
        "w",
        (event, step) -> {
          for (int i = 0; i < 300; i++) {
            step.run("s", () -> 1);
          }
          return 1;
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    List<Long> ids = new ArrayList<>();
    List<LogEntry> page = engine.log(key);
    while (!page.isEmpty()) {
      page.forEach(it -> ids.add(it.eventId()));
      page = engine.engine.instances().log(key, ids.get(ids.size() - 1));
    }

    assertThat(ids).hasSize(3 + 4 * 300).isSorted().doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> id > 0 && id < 1L << 53);
  }

  // case 88
  @Test
  void tellsFailedAttemptsWithTheDelayBeforeTheNext() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "flaky",
                StepOptions.ofRetry(RetryPolicy.ofLimit(1).withDelay("10s")),
                () -> {
                  throw new IllegalStateException("no");
                }));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    List<LogEntry> meanwhile = engine.log(key);
    engine.advance("10s");
    engine.awaitEnd(key);

    List<LogEntry> log = engine.log(key);

    assertThat(log).startsWith(meanwhile.toArray(LogEntry[]::new));
    assertThat(engine.logTypes(key))
        .containsExactly(
            "workflow_queued",
            "workflow_started",
            "step_started",
            "attempt_started",
            "attempt_errored",
            "workflow_waiting",
            "workflow_running",
            "attempt_started",
            "attempt_errored",
            "step_errored",
            "workflow_errored");
    Map<String, @Nullable Object> error = Map.of("name", "IllegalStateException", "message", "no");
    assertThat(log.get(4).data())
        .containsExactly(
            entry("attempt", 1), entry("error", error), entry("retryDelayMs", 10_000L));
    assertThat(log.get(8).data()).containsExactly(entry("attempt", 2), entry("error", error));
    assertThat(log.get(9).data()).containsExactly(entry("error", error));
    assertThat(log.get(7).timestamp()).isEqualTo(log.get(4).timestamp().plusSeconds(10));
  }

  // case 95
  @Test
  void tellsTheDelayThatADelayFunctionHasChosen() {
    AtomicBoolean failed = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "flaky",
                StepOptions.ofRetry(
                    RetryPolicy.ofLimit(5).withDelay((context, error) -> Duration.ofMillis(50))),
                () -> {
                  if (failed.compareAndSet(false, true)) {
                    throw new IllegalStateException("no");
                  }
                  return 1;
                }));
    InstanceKey key = engine.create("w");
    engine.awaitSteps(key, 1);
    engine.advance("50 ms");
    engine.awaitEnd(key);

    assertThat(data(engine.log(key), LogType.ATTEMPT_ERRORED)).containsEntry("retryDelayMs", 50L);
    assertThat(data(engine.log(key), LogType.ATTEMPT_COMPLETED)).containsEntry("attempt", 2);
  }

  // case 83
  @Test
  void tellsOneAttemptWhenAnErrorForbidsMore() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "s",
                () -> {
                  throw new NonRetryableException("never");
                }));
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    assertThat(engine.logTypes(key))
        .containsSubsequence("attempt_started", "attempt_errored", "step_errored")
        .containsOnlyOnce("attempt_errored")
        .endsWith("workflow_errored");
  }

  // case 70
  @Test
  void showsHowManyBytesABinaryResultHas() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("bytes", () -> new byte[200_000]);
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    assertThat(data(engine.log(key), LogType.STEP_COMPLETED))
        .containsEntry("result", "[binary: 200000 bytes]");
  }

  // case 71
  @Test
  void hidesTheResultOfASensitiveStep() {
    engine.deploy(
        "w",
        (event, step) -> {
          String token = step.run("login", StepOptions.DEFAULT.withSensitive(), () -> "secret");
          return step.run("use", () -> token.length());
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).hasToString("6");
    assertThat(data(engine.log(key), LogType.STEP_COMPLETED)).containsEntry("result", "[REDACTED]");
    assertThat(engine.log(key).toString()).doesNotContain("secret");
  }

  @Test
  void tellsSleepsWaitsAndEvents() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.sleep("night", Duration.ofHours(8));
          return step.waitForEvent("answer", "yes", Integer.class, Duration.ofHours(1)).payload();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("8 hours");
    engine.awaitSteps(key, 2);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "yes", 7);
    engine.awaitEnd(key);

    List<LogEntry> log = engine.log(key);

    assertThat(engine.logTypes(key))
        .containsExactly(
            "workflow_queued",
            "workflow_started",
            "sleep_started",
            "workflow_waiting",
            "workflow_running",
            "sleep_completed",
            "wait_started",
            "workflow_waiting",
            "event_received",
            "workflow_running",
            "wait_completed",
            "workflow_completed");
    assertThat(data(log, LogType.SLEEP_STARTED))
        .containsExactly(entry("until", engine.clock.instant().toString()));
    assertThat(data(log, LogType.WAIT_STARTED)).containsEntry("eventType", "yes");
    assertThat(data(log, LogType.EVENT_RECEIVED)).isEqualTo(data(log, LogType.WAIT_COMPLETED));
    assertThat(data(log, LogType.EVENT_RECEIVED).get("event"))
        .asString()
        .contains("type=yes", "payload=7");
  }

  @Test
  void tellsThatAWaitHasTimedOut() {
    engine.deploy(
        "w",
        (event, step) -> step.waitForEvent("answer", "yes", Integer.class, Duration.ofHours(1)));
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");
    engine.awaitEnd(key);

    assertThat(data(engine.log(key), LogType.WAIT_TIMED_OUT).get("error"))
        .asString()
        .contains("event.timeout");
  }

  @Test
  void leavesNothingOfALostBodyButTheRecovery() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    AtomicBoolean crashed = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("first", () -> 1);
          return step.run(
              "second",
              () -> {
                if (!crashed.get()) {
                  inFlight.countDown();
                  new CountDownLatch(1).await(5, TimeUnit.SECONDS);
                }
                return 2;
              });
        });
    InstanceKey key = engine.create("w");
    inFlight.await(10, TimeUnit.SECONDS);
    List<LogEntry> before = engine.log(key);
    crashed.set(true);

    engine.crashAndRestart();
    engine.awaitEnd(key);

    List<LogEntry> log = engine.log(key);
    assertThat(log).startsWith(before.toArray(LogEntry[]::new));
    assertThat(engine.logTypes(key).subList(2, log.size()))
        .containsExactly(
            "step_started",
            "attempt_started",
            "attempt_completed",
            "step_completed",
            "workflow_recovered",
            "step_started",
            "attempt_started",
            "attempt_completed",
            "step_completed",
            "workflow_completed");
    assertThat(data(log, LogType.WORKFLOW_RECOVERED).get("server")).isEqualTo("node-1");
    assertThat(data(log, LogType.WORKFLOW_RECOVERED).get("count")).hasToString("1");
  }

  private static Map<String, @Nullable Object> data(List<LogEntry> log, LogType type) {
    return log.stream().filter(it -> it.type() == type).findFirst().orElseThrow().data();
  }
}
