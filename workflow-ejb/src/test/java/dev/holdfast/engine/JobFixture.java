package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.batch.ImportText;
import dev.holdfast.engine.archive.Archives;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.engine.job.EngineJobService;
import dev.holdfast.engine.job.JobItem;
import dev.holdfast.engine.job.JobPorts;
import dev.holdfast.engine.job.JobRun;
import dev.holdfast.engine.job.JobRunner;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobSettings;
import dev.holdfast.engine.model.JobStatus;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.JobOutputs;
import dev.holdfast.engine.port.JobStore;
import dev.holdfast.engine.port.JobUploads;
import dev.holdfast.json.ExportJson;
import dev.holdfast.memory.InMemoryArchive;
import dev.holdfast.memory.InMemoryIdSource;
import dev.holdfast.memory.InMemoryInstanceControl;
import dev.holdfast.memory.InMemoryInstanceReader;
import dev.holdfast.memory.InMemoryInstanceTransfer;
import dev.holdfast.memory.InMemoryJobOutputs;
import dev.holdfast.memory.InMemoryJobStore;
import dev.holdfast.memory.InMemoryJobUploads;
import dev.holdfast.memory.InMemoryPurge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Works on jobs beside an {@link EngineFixture}, with a loop in the place of a batch runtime. */
final class JobFixture implements AutoCloseable {

  /** Items of each chunk. */
  static final int CHUNK = 10;

  private static final long UPLOAD_BYTES = 4 << 20;

  final EngineFixture engine;
  final JobStore store;
  final JobUploads uploads;
  final JobOutputs outputs;

  /** Lines of the folder of archives. */
  final List<String> archived = new CopyOnWriteArrayList<>();

  /** After how many more chunks the process dies. */
  final AtomicInteger chunksToLive = new AtomicInteger(Integer.MAX_VALUE);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final InMemoryIdSource ids = new InMemoryIdSource();
  private JobRunner runner;
  JobService service;

  JobFixture(EngineFixture engine) {
    this.engine = engine;
    this.store = new InMemoryJobStore(engine.database);
    this.uploads = new InMemoryJobUploads(engine.database);
    this.outputs = new InMemoryJobOutputs(engine.database);
    this.runner = newRunner();
    this.service = newService();
  }

  private JobRunner newRunner() {
    Engine present = engine.engine;
    return new JobRunner(
        ports(),
        engine.registry,
        new JobRunner.Doors(present.instances(), present.eachCreation(), present.resting()),
        new JobSettings(2, 1.0, 2, UPLOAD_BYTES, Duration.ofDays(1)),
        present::incarnation);
  }

  private JobService newService() {
    return new EngineJobService(
        ports(), engine.registry, runner, UPLOAD_BYTES, Archiving.Place.NONE);
  }

  private JobPorts ports() {
    return new JobPorts(
        store,
        uploads,
        outputs,
        new InMemoryInstanceReader(engine.database),
        new InMemoryInstanceControl(engine.database),
        new InMemoryInstanceTransfer(engine.database),
        new ExportJson(),
        new InMemoryPurge(engine.database),
        new InMemoryArchive(engine.database),
        new Archives(new ExportJson(), Optional.of(archived::addAll)),
        new ImportText(),
        this::start,
        ids,
        engine.clock,
        threads);
  }

  private long start(String job, Map<String, String> properties) {
    assertThat(job).isEqualTo(JobRunner.BATCH_JOB);
    String id = properties.getOrDefault(JobRunner.BATCH_PARAMETER, "");
    JobRunner own = runner;
    JobRun run = own.find(id).orElseThrow();
    threads.execute(() -> work(own, id, run));
    return 1;
  }

  private void work(JobRunner own, String id, JobRun run) {
    try {
      for (List<JobItem> chunk = read(run); !chunk.isEmpty(); chunk = read(run)) {
        if (chunksToLive.decrementAndGet() < 0) {
          return;
        }
        run.write(chunk);
      }
      own.end(id);
    } catch (RuntimeException e) { // a batch runtime ends the job, too
      own.end(id);
    }
  }

  private static List<JobItem> read(JobRun run) {
    List<JobItem> chunk = new ArrayList<>();
    Optional<JobItem> next = run.next();
    while (next.isPresent()) {
      chunk.add(next.get());
      next = chunk.size() < CHUNK ? run.next() : Optional.empty();
    }
    return chunk;
  }

  JobRecord load(ImportFormat format, String text) throws IOException {
    return service.load(
        "w", format, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "ann");
  }

  JobRecord control(BulkControl control) {
    return service.control("w", control, "ann");
  }

  JobRecord awaitEnd(JobRecord job) {
    return awaitStatus(job, JobStatus.COMPLETE);
  }

  JobRecord awaitStatus(JobRecord job, JobStatus status) {
    await()
        .atMost(EngineFixture.PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(() -> assertThat(service.get(job.id()).status()).isEqualTo(status));
    return service.get(job.id());
  }

  /** Kills the process and lets another life of the node look for jobs. */
  void crashAndRestart() {
    engine.crashAndRestart();
    chunksToLive.set(Integer.MAX_VALUE);
    runner = newRunner();
    service = newService();
    runner.tick();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
