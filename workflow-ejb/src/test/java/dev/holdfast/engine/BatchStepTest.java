package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.BatchJobFailedException;
import dev.holdfast.api.BatchJobResult;
import dev.holdfast.api.Branch;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.batch.BatchCallRunner;
import dev.holdfast.engine.batch.CalledJobs;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.BatchCallStore;
import dev.holdfast.engine.port.BatchExecutions.State;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.memory.InMemoryBatchCallStore;
import dev.holdfast.memory.InMemoryNodeStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Says what a batch job as a step does, whatever happens to job and server. */
class BatchStepTest {

  private static final StepOptions ONCE = StepOptions.ofRetry(RetryPolicy.ofLimit(0));
  private static final StepOptions TWICE =
      StepOptions.ofRetry(RetryPolicy.ofLimit(1).withDelay(Duration.ofSeconds(10)));

  private final EngineFixture fixture = new EngineFixture();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final BatchRuntimeFake runtime = new BatchRuntimeFake();
  private final BatchCallStore store = new InMemoryBatchCallStore(fixture.database);
  private BatchCallRunner runner;

  @BeforeEach
  void begin() {
    fixture.deploy(
        "w",
        (event, step) -> {
          BatchJobResult result = step.batch("load", "load-records", Map.of("a", "b"));
          return "%s %d %d"
              .formatted(result.exitStatus(), result.execution(), result.metric("write_count"));
        });
    restart();
  }

  @AfterEach
  void close() {
    thread.shutdownNow();
    fixture.close();
  }

  /** Kills the process without a word and starts it anew; the batch runtime's repository stays. */
  private void restart() {
    runner =
        new BatchCallRunner(
            store, new CalledJobs(runtime, fixture.codec, fixture.clock), fixture.clock, thread);
    fixture.batchCalls = runner;
    fixture.crash();
    Engine engine = fixture.engine;
    runner.begin(
        new BatchCallRunner.Cluster(engine::incarnation, fixture.registry::names, engine::tell));
    fixture.engine.tick();
    runner.tick();
  }

  private void awaitLog(String... lines) {
    EngineFixture.awaitThat(() -> runtime.log().equals(List.of(lines)));
  }

  /** Lets an execution end, and the server notice. */
  private void end(long execution, State how) {
    runtime.end(execution, how);
    runner.tick();
  }

  @Test
  void startsTheJobAndResumesWithItsResult() {
    InstanceKey key = fixture.create("w");
    awaitLog("start load-records");
    fixture.awaitStatus(key, InstanceStatus.WAITING);
    assertThat(runtime.properties(1)).containsEntry("a", "b").containsKey("holdfast.call");

    end(1, State.COMPLETED);

    assertThat(fixture.awaitOutput(key)).isEqualTo("COMPLETED 1 250");
    assertThat(step(key).attempt()).isEqualTo(1);
    assertThat(fixture.logTypes(key))
        .contains("step_started", "attempt_completed", "step_completed");
    runner.tick();
    EngineFixture.awaitThat(() -> store.listOwned(fixture.engine.incarnation()).isEmpty());
  }

  @Test
  void answersFromTheJournalOnReplay() {
    fixture.deploy(
        "v",
        (event, step) -> {
          BatchJobResult result = step.batch("load", "load-records", Map.of());
          step.sleep("nap", Duration.ofHours(1));
          return result.exitStatus();
        });
    InstanceKey key = fixture.create("v");
    awaitLog("start load-records");
    end(1, State.COMPLETED);
    fixture.awaitWaitingAt(key, "sleep nap-1");
    fixture.advance("1h");

    assertThat(fixture.awaitOutput(key)).isEqualTo("COMPLETED");
    assertThat(runtime.log()).containsExactly("start load-records");
  }

  @Test
  void restartsAJobThatHasDiedWithItsServer() {
    InstanceKey key = fixture.create("w");
    awaitLog("start load-records");
    fixture.awaitStatus(key, InstanceStatus.WAITING);

    restart();

    awaitLog("start load-records", "restart 1");
    end(2, State.COMPLETED);
    assertThat(fixture.awaitEnd(key).failure()).isNull();
    assertThat(step(key).attempt()).as("a crash is no failure of the job").isEqualTo(1);
  }

  @Test
  void startsAJobAnewThatTheRuntimeHasForgotten() {
    InstanceKey key = fixture.create("w");
    awaitLog("start load-records");
    runtime.forgetAll();

    restart();

    awaitLog("start load-records", "start load-records");
    end(1, State.COMPLETED);
    assertThat(fixture.awaitEnd(key).failure()).isNull();
  }

  @Test
  void findsAJobWhoseNumberWasNotStored() {
    store.request(orphan());
    awaitNothingRuns();
    InstanceKey key = fixture.create("w");
    awaitLog("start load-records");
    // as if the process had died between the start of the job and the note of its number
    long node = fixture.engine.incarnation();
    BatchCall call = store.listOwned(node).get(0).call();
    assertThat(store.save(call.withExecution(BatchCall.STARTING), node)).isTrue();
    runtime.start("other", Map.of());
    restart();
    awaitLog("start load-records", "start other", "restart 1");
    end(3, State.COMPLETED);
    assertThat(fixture.awaitEnd(key).failure()).isNull();
  }

  private BatchCall orphan() {
    return new BatchCall(
        new BatchCall.Key(4711, 1, 1),
        "orphan",
        "w",
        "load-records",
        fixture.codec.encode(Map.of()),
        1,
        fixture.clock.instant(),
        null,
        null,
        BatchCall.Status.OPEN,
        null,
        null);
  }

  private void awaitNothingRuns() {
    runner.hint();
    EngineFixture.awaitThat(
        () -> {
          runner.tick();
          return store.find(orphan().key()).isEmpty();
        });
    assertThat(runtime.log()).as("a call without an instance starts nothing").isEmpty();
  }

  @Test
  void triesAgainFromTheCheckpoint() {
    fixture.deploy("v", (event, step) -> step.batch("load", "j", Map.of(), TWICE).exitStatus());
    InstanceKey key = fixture.create("v");
    awaitLog("start j");
    end(1, State.FAILED);
    awaitStepStatus(key, StepStatus.RETRYING);
    fixture.advance("10s");

    awaitLog("start j", "restart 1");
    end(2, State.COMPLETED);

    assertThat(fixture.awaitOutput(key)).isEqualTo("COMPLETED");
    assertThat(step(key).attempt()).isEqualTo(2);
    assertThat(fixture.engine.instances().details(key).attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.failure().error().code()).isEqualTo("batch.failed");
              assertThat(attempt.failure().error().message())
                  .contains("'j', execution 1, failed with exit status 'FAILED'", "'chunks'");
            });
  }

  @Test
  void failsAfterTheLastAttempt() {
    fixture.deploy(
        "v",
        (event, step) -> {
          try {
            return step.batch("load", "j", Map.of(), ONCE).exitStatus();
          } catch (StepFailedException e) {
            return e.code() + " " + e.errorIs(BatchJobFailedException.class);
          }
        });
    InstanceKey key = fixture.create("v");
    awaitLog("start j");

    end(1, State.FAILED);

    assertThat(fixture.awaitOutput(key)).isEqualTo("batch.failed true");
  }

  @Test
  void failsAnAttemptWhoseJobCannotBeStarted() {
    fixture.deploy(
        "v", (event, step) -> step.batch("load", "unknown", Map.of(), ONCE).exitStatus());
    InstanceKey key = fixture.create("v");

    assertThat(fixture.awaitEnd(key).failure().error())
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo("batch.not_started");
              assertThat(error.message()).contains("No job XML unknown");
            });
  }

  @Test
  void countsAStopOnlyWhenTheServerIsStillThereALittleLater() {
    fixture.deploy("v", (event, step) -> step.batch("load", "j", Map.of(), ONCE).exitStatus());
    InstanceKey key = fixture.create("v");
    awaitLog("start j");
    end(1, State.STOPPED);
    EngineFixture.awaitThat(() -> step(key).status() == StepStatus.RUNNING);

    fixture.clock.advance(Duration.ofSeconds(6));
    EngineFixture.awaitThat(
        () -> {
          runner.tick();
          fixture.clock.advance(Duration.ofSeconds(1));
          return fixture.get(key).status() == InstanceStatus.ERRORED;
        });

    assertThat(fixture.get(key).failure().error().code()).isEqualTo("batch.stopped");
  }

  @Test
  void stopsTheJobOfATerminatedInstance() {
    InstanceKey key = fixture.create("w");
    awaitLog("start load-records");
    fixture.awaitStatus(key, InstanceStatus.WAITING);

    fixture.terminate(key);
    runner.tick();

    awaitLog("start load-records", "stop 1");
    awaitForgotten();
  }

  @Test
  void stopsTheJobOfARestartedInstanceAndStartsAnotherOne() {
    InstanceKey key = fixture.create("w");
    awaitLog("start load-records");
    fixture.awaitStatus(key, InstanceStatus.WAITING);

    fixture.steer(key, new Command.Restart(Optional.empty()));
    EngineFixture.awaitThat(
        () -> {
          runner.tick();
          return runtime.log().size() == 3;
        });

    assertThat(runtime.log())
        .containsExactlyInAnyOrder("start load-records", "stop 1", "start load-records");
    end(2, State.COMPLETED);
    assertThat(fixture.awaitEnd(key).failure()).isNull();
  }

  @Test
  void stopsTheJobOfABranchThatHasLost() {
    fixture.deploy(
        "v",
        (event, step) -> {
          Branch<String> job = step.branch("job", s -> s.batch("load", "j", Map.of()).exitStatus());
          Branch<String> other =
              step.branch(
                  "other",
                  s -> {
                    s.sleep("nap", Duration.ofMinutes(1));
                    return "slept";
                  });
          return step.race("first", List.of(job, other)).value();
        });
    InstanceKey key = fixture.create("v");
    awaitLog("start j");
    fixture.awaitStatus(key, InstanceStatus.WAITING);

    fixture.advance("1m");
    assertThat(fixture.awaitOutput(key)).isEqualTo("slept");
    runner.tick();

    awaitLog("start j", "stop 1");
    awaitForgotten();
  }

  @Test
  void stopsAJobThatTakesTooLong() {
    fixture.deploy("v", (event, step) -> step.batch("load", "j", Map.of(), ONCE.withTimeout("1h")));
    InstanceKey key = fixture.create("v");
    awaitLog("start j");
    fixture.awaitStatus(key, InstanceStatus.WAITING);

    fixture.advance("1h");

    assertThat(fixture.awaitEnd(key).failure().error().message())
        .contains("Batch step 'load-1' timed out");
    runner.tick();
    awaitLog("start j", "stop 1");
  }

  @Test
  void letsTheJobRunOnDuringAPause() {
    InstanceKey key = fixture.create("w");
    awaitLog("start load-records");
    fixture.awaitStatus(key, InstanceStatus.WAITING);
    fixture.steer(key, new Command.Pause());

    end(1, State.COMPLETED);
    EngineFixture.awaitThat(
        () ->
            store.listOwned(fixture.engine.incarnation()).get(0).call().status()
                == BatchCall.Status.TOLD);
    assertThat(fixture.get(key).status()).isEqualTo(InstanceStatus.PAUSED);
    fixture.steer(key, new Command.Resume());

    assertThat(fixture.awaitEnd(key).failure()).isNull();
    assertThat(runtime.log()).containsExactly("start load-records");
  }

  @Test
  void waitsAtAnOrderlyStopUntilTheJobHasLeft() {
    fixture.create("w");
    awaitLog("start load-records");
    runtime.stopSlowly();

    Thread stopping = new Thread(() -> runner.stop(Duration.ofSeconds(30)));
    stopping.start();
    awaitLog("start load-records", "stop 1");
    assertThat(stopping.isAlive()).isTrue();
    runtime.end(1, State.STOPPED);

    EngineFixture.awaitThat(() -> !stopping.isAlive());
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    fixture.deploy("v", (event, step) -> step.batch("load", "j", Map.of(), ONCE.withSensitive()));

    assertThat(fixture.awaitEnd(fixture.create("v")).failure().error())
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo("options.invalid");
              assertThat(error.message()).contains("'load-1'", "sensitive");
            });
    assertThat(runtime.log()).isEmpty();
  }

  @Test
  void waitsForAJobThatItHasStoppedWhenTheStepComesBack() {
    InstanceKey key = fixture.create("w");
    awaitLog("start load-records");
    fixture.awaitStatus(key, InstanceStatus.WAITING);
    runtime.stopSlowly();
    NodeStore nodes = new InMemoryNodeStore(fixture.database);
    long before = fixture.engine.incarnation();
    long other = nodes.join("south");
    nodes.leave(before);
    assertThat(store.claim(other, List.of("w"), 10)).isEqualTo(1);
    EngineFixture.awaitThat(
        () -> {
          fixture.engine.tick();
          runner.hint();
          return runtime.log().contains("stop 1");
        });
    assertThat(fixture.engine.incarnation()).isNotEqualTo(before);
    nodes.leave(other);
    for (int i = 0; i < 5; i++) {
      fixture.clock.advance(Duration.ofSeconds(1));
      runner.hint();
    }
    assertThat(runtime.log()).as("one execution at a time").noneMatch("restart 1"::equals);

    runtime.end(1, State.STOPPED);

    EngineFixture.awaitThat(
        () -> {
          runner.hint();
          return runtime.log().contains("restart 1");
        });
    end(2, State.COMPLETED);
    assertThat(fixture.awaitOutput(key)).isEqualTo("COMPLETED 2 250");
  }

  private void awaitForgotten() {
    EngineFixture.awaitThat(
        () -> {
          runner.tick();
          return store.listOwned(fixture.engine.incarnation()).isEmpty();
        });
  }

  private StepRecord step(InstanceKey key) {
    return fixture.steps(key).stream()
        .filter(step -> step.key().equals(new StepKey(StepKind.BATCH, "", "load", 1)))
        .findFirst()
        .orElseThrow();
  }

  private void awaitStepStatus(InstanceKey key, StepStatus status) {
    EngineFixture.awaitThat(() -> step(key).status() == status);
    fixture.awaitStatus(key, InstanceStatus.WAITING);
  }
}
