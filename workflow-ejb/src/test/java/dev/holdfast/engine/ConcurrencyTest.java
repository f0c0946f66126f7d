package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.port.JournalStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final WorkflowSettings TWO = WorkflowSettings.DEFAULT.withConcurrency(2);

  private final EngineFixture engine =
      new EngineFixture(EngineSettings.DEFAULT.withShutdownGrace(Duration.ZERO), store -> store);
  private final List<String> started = new CopyOnWriteArrayList<>();
  private final Map<String, CountDownLatch> released = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void startsTheOldestAndLeavesTheOthersQueued() { // case 209
    engine.deploy("w", TWO, blocking());

    createFive(engine.engine);

    awaitStarted("i-0", "i-1");
    assertThat(engine.counts("w"))
        .containsEntry(InstanceStatus.RUNNING, 2L)
        .containsEntry(InstanceStatus.QUEUED, 3L);
  }

  @Test
  void startsTheNextAsSoonAsOneEnds() {
    engine.deploy("w", TWO, blocking());
    createFive(engine.engine);
    awaitStarted("i-0", "i-1");

    release("i-1");

    awaitStarted("i-0", "i-1", "i-2");
    release("i-0");
    awaitStarted("i-0", "i-1", "i-2", "i-3");
  }

  @Test
  void countsWhatExecutesOnOtherServers() {
    engine.deploy("w", TWO, blocking());
    Engine other = engine.startAnother("node-2");
    createFive(other);
    awaitStarted("i-0", "i-1");

    engine.create("w", "here");
    engine.engine.tick();
    other.tick();

    assertThat(engine.counts("w"))
        .containsEntry(InstanceStatus.RUNNING, 2L)
        .containsEntry(InstanceStatus.QUEUED, 4L);
    release("i-0");
    awaitStarted("i-0", "i-1", "i-2");
  }

  @Test
  void goesOnWhereAnotherServerHasStopped() {
    engine.deploy("w", TWO, blocking());
    Engine other = engine.startAnother("node-2");
    create(other, "i-0");
    create(other, "i-1");
    awaitStarted("i-0", "i-1");
    create(engine.engine, "i-2");
    other.stop(); // leaves both to whoever comes

    engine.engine.tick();
    await().until(() -> started.size() == 4);
    release("i-0");

    await().until(() -> started.contains("i-2"));
  }

  @Test
  void letsOtherWorkflowsPass() {
    engine.deploy("w", TWO, blocking());
    engine.deploy("free", (event, step) -> "done");
    createFive(engine.engine);
    awaitStarted("i-0", "i-1");

    assertThat(engine.awaitOutput(engine.create("free"))).isEqualTo("done");
  }

  @Test
  void letsSleepersHoldNoSlotAndWakesThemBeforeNewOnes() {
    engine.deploy(
        "w",
        WorkflowSettings.DEFAULT.withConcurrency(1),
        (event, step) -> {
          if (event.instanceId().equals("sleeper")) {
            step.sleep("nap", Duration.ofSeconds(10));
          }
          return blocking().run(event, step);
        });
    engine.create("w", "sleeper");
    engine.awaitStatus(new InstanceKey("w", "sleeper"), InstanceStatus.WAITING);
    create(engine.engine, "i-0");
    awaitStarted("i-0");
    create(engine.engine, "i-1");
    engine.advance("10s");
    assertThat(started).containsExactly("i-0");

    release("i-0");

    awaitStarted("i-0", "sleeper");
    release("sleeper");
    awaitStarted("i-0", "sleeper", "i-1");
  }

  @Test
  void leavesOthersQueuedWhenAServerHasNoSlotLeft() { // case 209
    try (EngineFixture small =
        new EngineFixture(EngineSettings.DEFAULT.withSlots(2), store -> store)) {
      small.deploy("w", blocking());
      for (int i = 0; i < 5; i++) {
        small.create("w", "i-" + i);
        small.clock.advance(Duration.ofMillis(1));
      }

      awaitStarted("i-0", "i-1");
      assertThat(small.counts("w"))
          .containsEntry(InstanceStatus.RUNNING, 2L)
          .containsEntry(InstanceStatus.QUEUED, 3L);
      release("i-0");
      awaitStarted("i-0", "i-1", "i-2");
    }
  }

  @Test
  void queuesLittleOfWhatIsCreatedWhileSlotsComeFreeFast() {
    List<InstanceStatus> stored = new CopyOnWriteArrayList<>();
    Semaphore executed = new Semaphore(0);
    try (EngineFixture small = new EngineFixture(1, store -> noting(stored, store))) {
      small.deploy("w", (event, step) -> step.run("one", () -> release(executed)));
      List<Thread> clients =
          Stream.generate(() -> new Thread(() -> createHundred(small, executed))).limit(4).toList();

      clients.forEach(Thread::start);

      await().until(() -> small.counts("w").get(InstanceStatus.COMPLETE) == 400);
      assertThat(stored).hasSize(400);
      assertThat(stored.stream().filter(InstanceStatus.RUNNING::equals)).hasSizeGreaterThan(300);
    }
  }

  @Test
  void queuesWhatWaitsForASlotWhenItsServerStops() throws Exception {
    EngineSettings oneSlot =
        EngineSettings.DEFAULT.withSlots(1).withShutdownGrace(Duration.ofSeconds(10));
    try (EngineFixture small = new EngineFixture(oneSlot, store -> store)) {
      small.deploy("w", blocking());
      release("first"); // its slot comes free at once
      small.create("w", "first");
      small.awaitStatus(new InstanceKey("w", "first"), InstanceStatus.COMPLETE);
      EngineFixture.awaitThat(() -> small.engine.executing() == 0);
      small.create("w", "i-0");
      awaitStarted("first", "i-0");
      Thread creation = new Thread(() -> small.create("w", "i-1"));
      creation.start();
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> creation.getState() == Thread.State.TIMED_WAITING);

      Thread stop = new Thread(small.engine::stop);
      stop.start();
      creation.join();
      release("i-0");
      stop.join();

      assertThat(small.get(new InstanceKey("w", "i-1")).status()).isEqualTo(InstanceStatus.QUEUED);
      release("i-1");
      small.startAnother("node-2").tick();
      small.awaitStatus(new InstanceKey("w", "i-1"), InstanceStatus.COMPLETE);
    }
  }

  private static String release(Semaphore executed) {
    executed.release();
    return "done";
  }

  private static void createHundred(EngineFixture small, Semaphore executed) {
    for (int i = 0; i < 100; i++) {
      small.create("w");
      executed.acquireUninterruptibly();
    }
  }

  /** Notes with which status instances are stored. */
  private static JournalStore noting(List<InstanceStatus> stored, JournalStore store) {
    return new JournalStore() {
      @Override
      public List<Outcome> write(long node, List<Change> changes) {
        changes.stream()
            .filter(Change.InstanceCreated.class::isInstance)
            .forEach(it -> stored.add(((Change.InstanceCreated) it).record().status()));
        return store.write(node, changes);
      }

      @Override
      public List<Outcome> writeInCallersTransaction(List<Change> changes) {
        return store.writeInCallersTransaction(changes);
      }
    };
  }

  private EngineFixture.Code blocking() {
    return (event, step) ->
        step.run(
            "block",
            () -> {
              started.add(event.instanceId());
              return latch(event.instanceId()).await(20, TimeUnit.SECONDS);
            });
  }

  private void createFive(Engine on) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add("i-" + i);
    }
    ids.forEach(id -> create(on, id));
  }

  private void create(Engine on, String id) {
    on.instances().create(NewInstance.of("w", "java", "").withId(id));
    engine.clock.advance(Duration.ofMillis(1));
  }

  private void release(String id) {
    latch(id).countDown();
  }

  private CountDownLatch latch(String id) {
    return released.computeIfAbsent(id, name -> new CountDownLatch(1));
  }

  private void awaitStarted(String... ids) {
    await()
        .atMost(EngineFixture.PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> started.size() >= ids.length);
    assertThat(started).containsExactlyInAnyOrder(ids);
  }
}
