package dev.holdfast.memory;

import dev.holdfast.engine.port.Archive;
import dev.holdfast.engine.port.AuditTrail;
import dev.holdfast.engine.port.BatchCallStore;
import dev.holdfast.engine.port.BlobStore;
import dev.holdfast.engine.port.ChildClosings;
import dev.holdfast.engine.port.EventLogReader;
import dev.holdfast.engine.port.IdSource;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.engine.port.InstanceTransfer;
import dev.holdfast.engine.port.JobOutputs;
import dev.holdfast.engine.port.JobStore;
import dev.holdfast.engine.port.JobUploads;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.engine.port.Purge;
import dev.holdfast.engine.port.ScheduleStore;
import dev.holdfast.engine.port.StatisticsReader;
import dev.holdfast.engine.port.StepTransactions;
import dev.holdfast.engine.port.Storage;
import dev.holdfast.engine.port.ThroughputStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Is the memory as storage, with a clock moved by hand. */
final class InMemoryStorage implements Storage {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final InMemoryDatabase database = new InMemoryDatabase(now::get);
  private final IdSource ids = new InMemoryIdSource();
  private final ThroughputStore throughput = new InMemoryThroughputStore();

  @Override
  public JournalStore journal() {
    return new InMemoryJournalStore(database);
  }

  @Override
  public StepTransactions stepTransactions() {
    return new InMemoryStepTransactions(database, journal());
  }

  @Override
  public BlobStore blobs() {
    return new InMemoryBlobStore(database);
  }

  @Override
  public InstanceQueue queue() {
    return new InMemoryInstanceQueue(database);
  }

  @Override
  public NodeStore nodes() {
    return new InMemoryNodeStore(database);
  }

  @Override
  public InstanceControl control() {
    return new InMemoryInstanceControl(database);
  }

  @Override
  public InstanceReader reader() {
    return new InMemoryInstanceReader(database);
  }

  @Override
  public ChildClosings closings() {
    return new InMemoryChildClosings(database);
  }

  @Override
  public EventLogReader log() {
    return new InMemoryEventLogReader(database);
  }

  @Override
  public Purge purge() {
    return new InMemoryPurge(database);
  }

  @Override
  public IdSource ids() {
    return ids;
  }

  @Override
  public ScheduleStore schedules() {
    return new InMemoryScheduleStore(database);
  }

  @Override
  public StatisticsReader statistics() {
    return new InMemoryStatisticsReader(database);
  }

  @Override
  public BatchCallStore batchCalls() {
    return new InMemoryBatchCallStore(database);
  }

  @Override
  public ThroughputStore throughput() {
    return throughput;
  }

  @Override
  public ParkedMessages parkedMessages() {
    return new InMemoryParkedMessages(database);
  }

  @Override
  public AuditTrail audit() {
    return new InMemoryAuditTrail(database);
  }

  @Override
  public JobStore jobs() {
    return new InMemoryJobStore(database);
  }

  @Override
  public JobUploads jobUploads() {
    return new InMemoryJobUploads(database);
  }

  @Override
  public JobOutputs jobOutputs() {
    return new InMemoryJobOutputs(database);
  }

  @Override
  public InstanceTransfer transfer() {
    return new InMemoryInstanceTransfer(database);
  }

  @Override
  public List<String> archived() {
    return database.archive.values().stream().map(it -> it.line()).toList();
  }

  @Override
  public Archive archive() {
    return new InMemoryArchive(database);
  }

  @Override
  public void passTime(Duration duration) {
    now.updateAndGet(time -> time.plus(duration));
  }

  @Override
  public Storage ofOtherProcess() {
    return this;
  }
}
