package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.engine.Engine;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Notification;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.port.NotificationChannel.Sent;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares what an engine publishes with the event logs of its instances. */
abstract class NotificationsContract {

  private static final Set<LogType> PUBLISHED =
      Set.of(
          LogType.WORKFLOW_QUEUED,
          LogType.WORKFLOW_STARTED,
          LogType.WORKFLOW_PAUSED,
          LogType.WORKFLOW_COMPLETED,
          LogType.WORKFLOW_ERRORED,
          LogType.WORKFLOW_TERMINATED);

  private final JpaPorts storage;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final WorkflowRegistry registry = new WorkflowRegistry();
  private final Engine engine;
  private @Nullable Future<?> ticking;

  NotificationsContract(TestDatabase database) {
    database.clear();
    this.storage = database.newPorts(NotifiedWorkflows.ALL);
    this.engine =
        new Engine(
            "north",
            RealTimePorts.of(database, storage, timer, threads),
            EngineSettings.DEFAULT,
            registry);
  }

  /** Is workflow code under test. */
  interface Code extends WorkflowEntrypoint<Map<String, Object>, @Nullable Object> {}

  @BeforeEach
  void start() {
    engine.start();
    ticking = timer.scheduleWithFixedDelay(engine::tick, 0, 50, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void stop() {
    Objects.requireNonNull(ticking).cancel(false);
    timer.shutdownNow();
    engine.stop();
    threads.shutdownNow();
  }

  @Test
  void publishesTheLifeOfAnInstanceThatCompletes() {
    deploy((event, step) -> step.run("step", () -> 1));

    InstanceKey key = create("a");
    await(key, InstanceStatus.COMPLETE);

    assertPublished(key, "workflow_queued", "workflow_started", "workflow_completed");
  }

  @Test
  void publishesAPauseAndWhatFollows() {
    deploy((event, step) -> step.waitForEvent("wait", "go", Object.class).payload());
    InstanceKey key = create("a");
    await(key, InstanceStatus.WAITING);

    engine.instances().steer(key, new Command.Pause(), "ann");
    engine.instances().steer(key, new Command.Resume(), "ann");
    engine.instances().sendEvent(key, "go", null, Optional.empty());
    await(key, InstanceStatus.COMPLETE);

    assertPublished(
        key,
        "workflow_queued",
        "workflow_started",
        "workflow_paused",
        "workflow_queued",
        "workflow_completed");
  }

  @Test
  void publishesAPauseThatARunningInstanceComesTo() throws Exception {
    Semaphore running = new Semaphore(0);
    Semaphore goOn = new Semaphore(0);
    deploy(
        (event, step) -> {
          step.run(
              "slow",
              () -> {
                running.release();
                goOn.acquire();
                return 1;
              });
          return step.run("next", () -> 2);
        });
    InstanceKey key = create("a");
    running.acquire();

    engine.instances().steer(key, new Command.Pause(), "ann");
    goOn.release();
    await(key, InstanceStatus.PAUSED);

    assertPublished(key, "workflow_queued", "workflow_started", "workflow_paused");
  }

  @Test
  void publishesErrorsAndTerminationsAndTheLifeAfterARestart() {
    deploy(
        (event, step) -> {
          step.waitForEvent("wait", "go", Object.class);
          throw new NonRetryableException("no");
        });
    InstanceKey key = create("a");
    await(key, InstanceStatus.WAITING);
    engine.instances().steer(key, new Command.Terminate(false), "ann");
    assertPublished(key, "workflow_queued", "workflow_started", "workflow_terminated");

    engine.instances().steer(key, new Command.Restart(Optional.empty()), "ann");
    await(key, InstanceStatus.WAITING);
    engine.instances().sendEvent(key, "go", null, Optional.empty());
    await(key, InstanceStatus.ERRORED);

    assertPublished(key, "workflow_queued", "workflow_started", "workflow_errored");
  }

  /** Compares with the log, whose records of the present epoch are all that was not sent before. */
  private void assertPublished(InstanceKey key, String... types) {
    List<Notification> sent = send();
    assertThat(sent).extracting(it -> it.type().wireName()).containsExactly(types);
    assertThat(sent).allMatch(it -> it.key().equals(key) && it.version().equals("v1"));
    assertThat(sent)
        .extracting(it -> it.eventId() + " " + it.type() + " " + it.at())
        .isEqualTo(
            engine.instances().log(key, 0).stream()
                .filter(it -> PUBLISHED.contains(it.type()))
                .map(it -> it.eventId() + " " + it.type() + " " + it.timestamp())
                .toList());
  }

  private List<Notification> send() {
    List<Notification> sent = new ArrayList<>();
    storage
        .outbox()
        .forward(
            100,
            found -> {
              sent.addAll(found);
              return Sent.all(found.size());
            });
    return sent;
  }

  private void deploy(Code code) {
    registry.register(
        new WorkflowDefinition(
            "w",
            code.getClass(),
            Map.class,
            Object.class,
            "v1",
            100,
            List.of(),
            false,
            () -> new WorkflowDefinition.Entrypoint(code, () -> {})));
  }

  private InstanceKey create(String id) {
    return engine.instances().create(NewInstance.of("w", "java", "").withId(id)).instance().key();
  }

  private void await(InstanceKey key, InstanceStatus status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> engine.instances().find(key).map(InstanceRecord::status),
            it -> it.equals(Optional.of(status)));
  }
}
