package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.batch.ImportText;
import dev.holdfast.engine.archive.Archives;
import dev.holdfast.engine.job.EngineJobService;
import dev.holdfast.engine.job.JobItem;
import dev.holdfast.engine.job.JobPorts;
import dev.holdfast.engine.job.JobRun;
import dev.holdfast.engine.job.JobRunner;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobSettings;
import dev.holdfast.engine.model.JobStatus;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.BatchCalls;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.port.Storage;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowDefinition.Entrypoint;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.json.ExportJson;
import dev.holdfast.json.JsonbPayloadCodec;
import dev.holdfast.memory.InMemoryCallersTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs the real engine, and jobs beside it, on any storage, with a clock that is moved by hand. */
final class EngineOnStorage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long UPLOAD_BYTES = 64 << 20;

  final ManualClock clock;
  final PayloadCodec codec = new JsonbPayloadCodec();
  final Engine engine;
  final JobService jobs;

  /** Lines of the folder of archives. */
  final List<String> archived = new CopyOnWriteArrayList<>();

  private final WorkflowRegistry registry = new WorkflowRegistry();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Storage storage;
  private final JobRunner runner;

  EngineOnStorage(Storage storage, ManualClock clock) {
    this.storage = storage;
    this.clock = clock;
    this.engine = new Engine("node-1", ports(), EngineSettings.DEFAULT, registry);
    JobPorts jobPorts = jobPorts();
    this.runner =
        new JobRunner(
            jobPorts,
            registry,
            new JobRunner.Doors(engine.instances(), engine.eachCreation(), engine.resting()),
            new JobSettings(2, 1.0, 2, UPLOAD_BYTES, Duration.ofDays(1)),
            engine::incarnation);
    this.jobs =
        new EngineJobService(jobPorts, registry, runner, UPLOAD_BYTES, Archiving.Place.NONE);
  }

  private Ports ports() {
    return new Ports(
        storage.journal(),
        storage.stepTransactions(),
        storage.blobs(),
        storage.queue(),
        storage.nodes(),
        storage.control(),
        storage.reader(),
        storage.schedules(),
        storage.log(),
        storage.purge(),
        storage.closings(),
        BatchCalls.NONE,
        storage.ids(),
        new InMemoryCallersTransaction(),
        codec,
        clock,
        clock,
        threads,
        threads,
        new Random(1));
  }

  private JobPorts jobPorts() {
    return new JobPorts(
        storage.jobs(),
        storage.jobUploads(),
        storage.jobOutputs(),
        storage.reader(),
        storage.control(),
        storage.transfer(),
        new ExportJson(),
        storage.purge(),
        storage.archive(),
        new Archives(new ExportJson(), Optional.of(archived::addAll)),
        new ImportText(),
        this::start,
        storage.ids(),
        clock,
        threads);
  }

  private long start(String job, Map<String, String> properties) {
    String key = properties.getOrDefault(JobRunner.BATCH_PARAMETER, "");
    threads.execute(() -> work(key, runner.find(key).orElseThrow()));
    return 1;
  }

  private void work(String key, JobRun run) {
    try {
      Optional<JobItem> next = run.next();
      while (next.isPresent()) {
        run.write(List.of(next.get()));
        next = run.next();
      }
    } finally {
      runner.end(key);
    }
  }

  /** Is workflow code under test. */
  interface Code extends WorkflowEntrypoint<Map<String, Object>, @Nullable Object> {}

  EngineOnStorage deploy(String name, Code code) {
    registry.register(
        new WorkflowDefinition(
            name,
            code.getClass(),
            Map.class,
            Object.class,
            "1",
            WorkflowSettings.DEFAULT,
            List.of(),
            false,
            () -> new Entrypoint(code, () -> {})));
    return this;
  }

  EngineOnStorage start() {
    engine.start();
    engine.tick();
    return this;
  }

  InstanceKey create(String workflow, String id) {
    return engine
        .instances()
        .create(NewInstance.of(workflow, "java", "ann").withId(id))
        .instance()
        .key();
  }

  void send(InstanceKey key, String type, Object payload, @Nullable String id) {
    engine.instances().sendEvent(key, type, codec.encode(payload), Optional.ofNullable(id));
  }

  InstanceRecord get(InstanceKey key) {
    return engine.instances().get(key);
  }

  InstanceRecord awaitStatus(InstanceKey key, InstanceStatus status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(get(key).status()).as("%s", key).isEqualTo(status));
    return get(key);
  }

  /** Waits until nobody executes an instance. */
  InstanceRecord awaitRest(InstanceKey key, InstanceStatus status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(get(key).owner()).as("%s", key).isNull());
    return awaitStatus(key, status);
  }

  @Nullable Object awaitOutput(InstanceKey key) {
    InstanceRecord ended = awaitStatus(key, InstanceStatus.COMPLETE);
    return ended.output() == null ? null : codec.decode(ended.output(), Object.class);
  }

  JobRecord awaitEnd(JobRecord job) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(jobs.get(job.id()).status().isActive()).isFalse());
    JobRecord ended = jobs.get(job.id());
    assertThat(ended.status()).as("%s", ended).isEqualTo(JobStatus.COMPLETE);
    return ended;
  }

  /** Moves the clock; what is due then begins. */
  void advance(Duration duration) {
    clock.advance(duration);
    engine.tick();
  }

  @Override
  public void close() {
    runner.stop();
    engine.stop();
    threads.shutdownNow();
  }
}
