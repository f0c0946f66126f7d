package dev.holdfast.engine.port;

import java.time.Duration;
import java.util.List;

/** Is the storage that a contract is tested on. */
public interface Storage {

  JournalStore journal();

  StepTransactions stepTransactions();

  BlobStore blobs();

  InstanceQueue queue();

  NodeStore nodes();

  InstanceControl control();

  InstanceReader reader();

  ChildClosings closings();

  EventLogReader log();

  Purge purge();

  IdSource ids();

  ScheduleStore schedules();

  ParkedMessages parkedMessages();

  StatisticsReader statistics();

  AuditTrail audit();

  JobStore jobs();

  JobUploads jobUploads();

  BatchCallStore batchCalls();

  JobOutputs jobOutputs();

  InstanceTransfer transfer();

  Archive archive();

  /** Returns the lines of the archive as they are stored. */
  List<String> archived();

  ThroughputStore throughput();

  /** Lets time pass for the leases of nodes. */
  void passTime(Duration duration);

  /** Returns the same storage as another process sees it. */
  Storage ofOtherProcess();
}
