package dev.holdfast.jpa;

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
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.engine.port.Purge;
import dev.holdfast.engine.port.ScheduleStore;
import dev.holdfast.engine.port.StatisticsReader;
import dev.holdfast.engine.port.StepTransactions;
import dev.holdfast.engine.port.Storage;
import dev.holdfast.engine.port.ThroughputStore;
import java.time.Duration;
import java.util.List;

/** Is a database as one process sees it. */
record JpaStorage(TestDatabase database, JpaPorts ports) implements Storage {

  static JpaStorage on(TestDatabase database) {
    database.clear();
    return new JpaStorage(database, database.newPorts());
  }

  @Override
  public JournalStore journal() {
    return ports.journalStore();
  }

  @Override
  public StepTransactions stepTransactions() {
    return ports.stepTransactions();
  }

  @Override
  public BlobStore blobs() {
    return ports.blobStore();
  }

  @Override
  public InstanceQueue queue() {
    return ports.instanceQueue();
  }

  @Override
  public NodeStore nodes() {
    return ports.nodeStore();
  }

  @Override
  public InstanceControl control() {
    return ports.instanceControl();
  }

  @Override
  public InstanceReader reader() {
    return ports.instanceReader();
  }

  @Override
  public ChildClosings closings() {
    return ports.childClosings();
  }

  @Override
  public EventLogReader log() {
    return ports.eventLogReader();
  }

  @Override
  public Purge purge() {
    return ports.purge();
  }

  @Override
  public IdSource ids() {
    return ports.idSource();
  }

  @Override
  public ScheduleStore schedules() {
    return ports.scheduleStore();
  }

  @Override
  public StatisticsReader statistics() {
    return ports.statisticsReader();
  }

  @Override
  public BatchCallStore batchCalls() {
    return ports.batchCallStore();
  }

  @Override
  public ThroughputStore throughput() {
    return ports.throughputStore();
  }

  @Override
  public ParkedMessages parkedMessages() {
    return ports.parkedMessages();
  }

  @Override
  public AuditTrail audit() {
    return ports.auditTrail();
  }

  @Override
  public JobStore jobs() {
    return ports.jobStore();
  }

  @Override
  public JobUploads jobUploads() {
    return ports.jobUploads();
  }

  @Override
  public JobOutputs jobOutputs() {
    return ports.jobOutputs();
  }

  @Override
  public InstanceTransfer transfer() {
    return ports.instanceTransfer();
  }

  @Override
  public Archive archive() {
    return ports.archive();
  }

  @Override
  public List<String> archived() {
    return database.transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select line from workflow_archive order by number",
                    row -> row.getString("line")));
  }

  /** Makes every heartbeat older: the database's clock cannot be moved. */
  @Override
  public void passTime(Duration duration) {
    for (NodeRecord node : nodes().listLive()) {
      database.transactions.inNew(
          entities ->
              new Sql(entities)
                  .update(
                      "update workflow_node set heartbeat_at = ? where node = ?",
                      node.heartbeatAt().minus(duration),
                      node.node()));
    }
  }

  @Override
  public Storage ofOtherProcess() {
    return new JpaStorage(database, database.newPorts());
  }
}
