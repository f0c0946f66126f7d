package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.cron.CronUtilsCalendar;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.MissedFirings;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.port.AlarmClock.Alarm;
import dev.holdfast.engine.port.BatchCalls;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.port.ScheduleStore;
import dev.holdfast.engine.port.StepTransactions;
import dev.holdfast.engine.workflow.Schedule;
import dev.holdfast.engine.workflow.ScheduleRules;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowDefinition.Entrypoint;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.json.JsonbPayloadCodec;
import dev.holdfast.memory.InMemoryBlobStore;
import dev.holdfast.memory.InMemoryCallersTransaction;
import dev.holdfast.memory.InMemoryChildClosings;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryEventLogReader;
import dev.holdfast.memory.InMemoryIdSource;
import dev.holdfast.memory.InMemoryInstanceControl;
import dev.holdfast.memory.InMemoryInstanceQueue;
import dev.holdfast.memory.InMemoryInstanceReader;
import dev.holdfast.memory.InMemoryJournalStore;
import dev.holdfast.memory.InMemoryNodeStore;
import dev.holdfast.memory.InMemoryPurge;
import dev.holdfast.memory.InMemoryScheduleStore;
import dev.holdfast.memory.InMemoryStatisticsReader;
import dev.holdfast.memory.InMemoryStepTransactions;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the real engine on in-memory ports with a clock that is moved by hand. */
final class EngineFixture implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How much an instance may store. */
  static final long INSTANCE_BYTES = 4 << 20;

  final ManualClock clock = new ManualClock();
  final InMemoryDatabase database = new InMemoryDatabase(clock);
  final WatchedBlobStore blobs = new WatchedBlobStore(new InMemoryBlobStore(database));
  final PayloadCodec codec = new JsonbPayloadCodec();
  final WorkflowRegistry registry = new WorkflowRegistry();
  private final ExecutorService threads;
  private final InMemoryIdSource ids = new InMemoryIdSource();
  private final UnaryOperator<JournalStore> journal;
  private final UnaryOperator<StepTransactions> stepTransactions;
  private final UnaryOperator<Ports> wrapping;
  private final EngineSettings settings;

  /** Whether engines made from now on, or workflows deployed from now on, are strict. */
  boolean strictEngine;

  boolean strictWorkflows;

  private AtomicBoolean alive = new AtomicBoolean();
  MissedFirings missedFirings = MissedFirings.SKIP;
  BatchCalls batchCalls = BatchCalls.NONE;
  UnaryOperator<ScheduleStore> scheduleStore = store -> store;
  Engine engine;

  EngineFixture() {
    this(100, store -> store);
  }

  EngineFixture(int slots, UnaryOperator<JournalStore> journal) {
    this(EngineSettings.DEFAULT.withSlots(slots), journal);
  }

  EngineFixture(EngineSettings settings, UnaryOperator<JournalStore> journal) {
    this(settings, journal, transactions -> transactions);
  }

  EngineFixture(
      EngineSettings settings,
      UnaryOperator<JournalStore> journal,
      UnaryOperator<StepTransactions> stepTransactions) {
    this(settings, journal, stepTransactions, ports -> ports, unbounded());
  }

  private EngineFixture(
      EngineSettings settings,
      UnaryOperator<JournalStore> journal,
      UnaryOperator<StepTransactions> stepTransactions,
      UnaryOperator<Ports> wrapping,
      ExecutorService threads) {
    this.settings = settings;
    this.journal = journal;
    this.stepTransactions = stepTransactions;
    this.wrapping = wrapping;
    this.threads = threads;
    this.engine = newEngine("node-1");
    engine.start();
  }

  /** Makes a fixture whose engines get their ports wrapped. */
  static EngineFixture wrapping(int slots, UnaryOperator<Ports> wrapping) {
    return wrapping(EngineSettings.DEFAULT.withSlots(slots), wrapping);
  }

  /** Makes a fixture whose engines get their ports wrapped. */
  static EngineFixture wrapping(EngineSettings settings, UnaryOperator<Ports> wrapping) {
    return new EngineFixture(
        settings, store -> store, transactions -> transactions, wrapping, unbounded());
  }

  /** Makes a fixture that has no more threads than these. */
  static EngineFixture onThreads(int count) {
    ExecutorService few =
        new ThreadPoolExecutor(
            count,
            count,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new ThreadPoolExecutor.DiscardPolicy());
    return new EngineFixture(
        EngineSettings.DEFAULT, store -> store, transactions -> transactions, ports -> ports, few);
  }

  private static ExecutorService unbounded() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        1,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  private Engine newEngine(String name) {
    alive.set(false);
    alive = new AtomicBoolean(true);
    return new Engine(name, ports(alive), settings(), registry);
  }

  private Ports ports(AtomicBoolean life) {
    JournalStore store = journal.apply(new InMemoryJournalStore(database));
    Ports plain =
        new Ports(
            store,
            stepTransactions.apply(new InMemoryStepTransactions(database, store)),
            blobs,
            new InMemoryInstanceQueue(database),
            new MortalNodeStore(new InMemoryNodeStore(database), life),
            new InMemoryInstanceControl(database),
            new InMemoryInstanceReader(database),
            scheduleStore.apply(new InMemoryScheduleStore(database)),
            new InMemoryEventLogReader(database),
            new InMemoryPurge(database),
            new InMemoryChildClosings(database),
            batchCalls,
            ids,
            new InMemoryCallersTransaction(),
            codec,
            (at, action) -> alarm(life, at, action),
            clock,
            threads,
            threads,
            new Random(1));
    return wrapping.apply(plain);
  }

  /** Sets an alarm; one that is due within a millisecond rings by itself, as on a real clock. */
  private Alarm alarm(AtomicBoolean life, Instant at, Runnable action) {
    Runnable whileAlive =
        () -> {
          if (life.get()) {
            action.run();
          }
        };
    if (at.isAfter(clock.instant().plusMillis(1))) {
      return clock.set(at, whileAlive);
    }
    AtomicBoolean wanted = new AtomicBoolean(true);
    CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, threads)
        .execute(
            () -> {
              if (wanted.get()) {
                whileAlive.run();
              }
            });
    return () -> wanted.set(false);
  }

  private EngineSettings settings() {
    return settings.withMissedFirings(missedFirings).withStrict(strictEngine);
  }

  /** Is workflow code under test. */
  interface Code extends WorkflowEntrypoint<Map<String, Object>, @Nullable Object> {}

  EngineFixture deploy(String name, Code code) {
    return deploy(name, Map.class, Object.class, 10_000, code);
  }

  EngineFixture deploy(
      String name, Type payload, Type result, int stepLimit, WorkflowEntrypoint<?, ?> code) {
    registry.register(definition(name, payload, result, stepLimit, code));
    return this;
  }

  private WorkflowDefinition definition(
      String name, Type payload, Type result, int stepLimit, WorkflowEntrypoint<?, ?> code) {
    Limits limits = Limits.DEFAULT.withInstanceBytes(INSTANCE_BYTES).withSteps(stepLimit);
    return new WorkflowDefinition(
        name,
        code.getClass(),
        payload,
        result,
        "1",
        WorkflowSettings.DEFAULT.withLimits(limits),
        List.of(),
        strictWorkflows,
        () -> new Entrypoint(code, () -> {}));
  }

  /** Deploys a workflow with schedules; the engine has to start anew, as with any deployment. */
  EngineFixture deployScheduled(String name, List<String> crons, String zone, Code code) {
    List<Schedule> schedules = new ScheduleRules(new CronUtilsCalendar()).read(name, crons, zone);
    registry.register(
        definition(name, Map.class, Object.class, 10_000, code).withSchedules(schedules));
    return this;
  }

  EngineFixture deploy(String name, WorkflowSettings settings, Code code) {
    registry.register(
        new WorkflowDefinition(
            name,
            code.getClass(),
            Map.class,
            Object.class,
            "1",
            settings,
            List.of(),
            strictWorkflows,
            () -> new Entrypoint(code, () -> {})));
    return this;
  }

  InstanceKey create(String workflow) {
    return engine.instances().create(NewInstance.of(workflow, "java", "")).instance().key();
  }

  InstanceKey create(String workflow, String id) {
    return engine
        .instances()
        .create(NewInstance.of(workflow, "java", "").withId(id))
        .instance()
        .key();
  }

  /** Counts the instances of a workflow by status, zeros included. */
  Map<InstanceStatus, Long> counts(String workflow) {
    Map<InstanceStatus, Long> counts = new EnumMap<>(InstanceStatus.class);
    Stream.of(InstanceStatus.values()).forEach(status -> counts.put(status, 0L));
    new InMemoryStatisticsReader(database)
        .countInstances().stream()
            .filter(count -> count.workflow().equals(workflow))
            .forEach(count -> counts.put(count.status(), count.count()));
    return counts;
  }

  void send(InstanceKey key, String type, Object payload) {
    engine.instances().sendEvent(key, type, codec.encode(payload), Optional.empty());
  }

  InstanceStatus steer(InstanceKey key, Command command) {
    return engine.instances().steer(key, command);
  }

  InstanceStatus terminate(InstanceKey key) {
    return steer(key, new Command.Terminate(false));
  }

  /** Waits for a status; one that is waiting must also have done all that was due. */
  InstanceRecord awaitStatus(InstanceKey key, InstanceStatus status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(
            () -> {
              InstanceRecord found = get(key);
              assertThat(found.status()).isEqualTo(status);
              assertThat(status == InstanceStatus.WAITING && isDue(found)).as("due").isFalse();
            });
    return get(key);
  }

  private boolean isDue(InstanceRecord instance) {
    @Nullable Instant wakeAt = instance.wakeAt();
    return wakeAt != null && !wakeAt.isAfter(clock.instant());
  }

  /** Waits until something is so. */
  static void awaitThat(Callable<Boolean> condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(condition);
  }

  /** Waits until a number of steps is stored. */
  void awaitSteps(InstanceKey key, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(() -> assertThat(steps(key)).hasSizeGreaterThanOrEqualTo(count));
  }

  /** Waits until an instance rests at a step, such as {@code sleep nap-1}. */
  void awaitWaitingAt(InstanceKey key, String step) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(
            () ->
                assertThat(steps(key))
                    .filteredOn(record -> !record.status().isFinished())
                    .extracting(record -> record.key().toString())
                    .contains(step));
    awaitStatus(key, InstanceStatus.WAITING);
  }

  InstanceRecord awaitEnd(InstanceKey key) {
    try {
      InstanceRecord ended = engine.instances().awaitEnd(key, PATIENCE);
      assertThat(ended.status().isTerminal()).as("ended, but is %s", ended).isTrue();
      return ended;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nullable Object awaitOutput(InstanceKey key) {
    InstanceRecord ended = awaitEnd(key);
    assertThat(ended.failure()).isNull();
    EncodedValue output = ended.output();
    return output == null ? null : codec.decode(output, Object.class);
  }

  InstanceRecord get(InstanceKey key) {
    return engine.instances().get(key);
  }

  List<StepRecord> steps(InstanceKey key) {
    return engine.instances().details(key).steps();
  }

  /** Returns the event log. */
  List<LogEntry> log(InstanceKey key) {
    return engine.instances().log(key, 0);
  }

  /** Returns the types of the records of the event log, as they are written. */
  List<String> logTypes(InstanceKey key) {
    return log(key).stream().map(entry -> entry.type().wireName()).toList();
  }

  /** Returns the children that are to be terminated. */
  List<ChildClosing> closings() {
    return new InMemoryChildClosings(database).list(100);
  }

  /** Moves the clock to one second before and past a wait, as a server's alarms and ticks would. */
  void advance(String duration) {
    clock.advance(dev.holdfast.api.Durations.parse(duration));
    engine.tick();
  }

  /** Starts another process beside the first. */
  Engine startAnother(String name) {
    Engine other = new Engine(name, ports(new AtomicBoolean(true)), settings(), registry);
    other.start();
    return other;
  }

  /** Kills the process without a word; nothing takes its place. */
  void kill() {
    alive.set(false);
  }

  /** Kills the process without a word and starts it anew under the same name. */
  void crashAndRestart() {
    crash();
    engine.tick();
  }

  /** Kills the process without a word; the new one has not looked yet at what it has left. */
  void crash() {
    engine = newEngine("node-1");
    engine.start();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
