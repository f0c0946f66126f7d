package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Retention;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.engine.Engine;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.OtherPort;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.port.Purge;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowDefinition.Entrypoint;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Purges on PostgreSQL while new work goes on. {@code -Dholdfast.test.purge=20000} makes it larger;
 * what it measures is printed, for information only.
 */
class PurgeUnderLoadTest {

  private static final int FINISHED = Integer.getInteger("holdfast.test.purge", 2_000);
  private static final int LARGEST_CHUNK = 200;
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final TestDatabase database = TestDatabase.postgres();
  private final JpaStorage storage = JpaStorage.on(database);
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final List<Integer> chunks = new CopyOnWriteArrayList<>();
  private final WorkflowRegistry registry = new WorkflowRegistry();
  private final Engine engine =
      new Engine(
          "worker",
          ports(),
          EngineSettings.DEFAULT.withSlots(8).withPurgeInterval(Duration.ofSeconds(1)),
          registry);

  @BeforeEach
  void start() {
    registry.register(
        new WorkflowDefinition(
            "orders",
            getClass(),
            Map.class,
            Object.class,
            "1",
            WorkflowSettings.DEFAULT.withRetention(Retention.of(KEPT)),
            List.of(),
            false,
            () -> new Entrypoint(code(), () -> {})));
  }

  @AfterEach
  void stop() {
    engine.stop();
    timer.shutdownNow();
    threads.shutdownNow();
  }

  @Test
  void removesManyFinishedInstancesInChunksWhileNewOnesRun() throws Exception {
    Instant purgeAt = RealTimePorts.now().plus(KEPT);
    storeFinished(purgeAt);
    AtomicInteger completed = new AtomicInteger();
    engine.start();
    var unused = timer.scheduleWithFixedDelay(engine::tick, 0, 1, TimeUnit.SECONDS);
    long begin = System.nanoTime();

    while (count("workflow_instance where id like 'old-%'") > 0) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
      InstanceKey key =
          engine.instances().create(NewInstance.of("orders", "java", "")).instance().key();
      assertThat(engine.instances().awaitEnd(key, PATIENCE).status())
          .isEqualTo(InstanceStatus.COMPLETE);
      completed.incrementAndGet();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    int inChunks = chunks.stream().mapToInt(Integer::intValue).sum();

    assertThat(chunks).allMatch(size -> size <= LARGEST_CHUNK);
    assertThat(inChunks).isGreaterThanOrEqualTo(FINISHED);
    assertThat(completed).hasPositiveValue();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (String table : List.of("instance", "step", "attempt", "event", "log", "blob")) {
                assertThat(count("workflow_" + table)).as(table).isZero();
              }
            });
    assertThat(engine.purgeLag()).isZero();
    System.out.printf(
        "info: %d instances purged in %.1f s and %d chunks while %d new ones ran: %.0f purged/s%n",
        FINISHED, seconds, chunks.size(), completed.get(), FINISHED / seconds);
  }

  private static WorkflowEntrypoint<Map<String, Object>, Object> code() {
    return (event, step) -> step.run("a", () -> 1) + step.run("b", () -> 2);
  }

  private void storeFinished(Instant purgeAt) {
    long node = storage.nodes().join("loader");
    for (int done = 0; done < FINISHED; done += LARGEST_CHUNK) {
      List<Change> changes = new ArrayList<>();
      List<Change> later = new ArrayList<>();
      for (int i = done; i < Math.min(FINISHED, done + LARGEST_CHUNK); i++) {
        addFinished("old-" + i, node, purgeAt, changes, later);
      }
      assertThat(storage.journal().write(node, changes)).containsOnly(Outcome.APPLIED);
      assertThat(storage.journal().write(node, later)).containsOnly(Outcome.APPLIED);
    }
    storage.nodes().leave(node);
  }

  /** Gives an instance two steps, a failed attempt and an event. */
  private void addFinished(
      String id, long node, Instant purgeAt, List<Change> changes, List<Change> later) {
    Instant start = purgeAt.minus(KEPT);
    EncodedValue value = new EncodedValue("jsonb-1", "java.lang.Object", "{\"amount\":12}");
    InstanceRecord instance =
        InstanceRecord.queued(
                storage.ids().nextInstanceNumber(),
                new InstanceKey("orders", id),
                new InstanceRecord.Origin(value, start, "1", "java", ""),
                start)
            .runningOn(node);
    changes.add(new Change.InstanceCreated(instance));
    changes.add(
        new Change.EventAccepted(
            new EventRecord(
                storage.ids().nextEventNumber(), instance.number(), 1, "e", "paid", value, start)));
    for (int seq = 1; seq <= 2; seq++) {
      StepRecord step = StepRecord.started(new StepKey(StepKind.RUN, "", "s", seq), seq, start);
      later.add(new Change.StepWritten(instance.lease(), step.completed(2, value, start), true));
    }
    Failure failure = new Failure(new ErrorInfo("IOException", "no route", null), List.of());
    later.add(
        new Change.AttemptFailed(
            instance.lease(), new AttemptRecord(1, 1, start, start, failure, "at", 5L, 8)));
    later.add(
        new Change.Ended(
            instance.lease(),
            InstanceStatus.COMPLETE,
            value,
            null,
            start,
            start,
            "1",
            purgeAt,
            16,
            List.of(),
            null));
  }

  private long count(String what) {
    return database.transactions.inNew(
        entities ->
            new Sql(entities)
                .query("select count(*) as found from " + what, row -> row.getLong("found"))
                .get(0));
  }

  private Ports ports() {
    JpaPorts own = database.newPorts();
    return OtherPort.in(
        RealTimePorts.of(database, own, timer, threads),
        Purge.class,
        new CountedPurge(own.purge(), chunks));
  }

  /** Notes how large each chunk was. */
  private record CountedPurge(Purge purge, List<Integer> chunks) implements Purge {

    @Override
    public int purgeDue(Instant now, int limit, Archiving archiving) {
      int purged = purge.purgeDue(now, limit, archiving);
      if (purged > 0) {
        chunks.add(purged);
      }
      return purged;
    }

    @Override
    public int purge(Collection<Long> numbers, Archiving archiving) {
      return purge.purge(numbers, archiving);
    }

    @Override
    public Optional<Instant> nextDue() {
      return purge.nextDue();
    }
  }
}
