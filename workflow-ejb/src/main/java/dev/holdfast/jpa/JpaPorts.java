package dev.holdfast.jpa;

import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.port.Archive;
import dev.holdfast.engine.port.AuditTrail;
import dev.holdfast.engine.port.BatchCallStore;
import dev.holdfast.engine.port.BlobStore;
import dev.holdfast.engine.port.CallersTransaction;
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
import dev.holdfast.engine.port.Outbox;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.engine.port.Purge;
import dev.holdfast.engine.port.ScheduleStore;
import dev.holdfast.engine.port.StatisticsReader;
import dev.holdfast.engine.port.StepTransactions;
import dev.holdfast.engine.port.ThroughputStore;
import java.util.function.Supplier;

/**
 * Is the database behind the ports of storage. The ports of one process belong together, because
 * they share what they know of leases.
 *
 * @param journalStore writes changes
 * @param stepTransactions runs the bodies of transactional steps
 * @param blobStore keeps large results
 * @param instanceQueue hands out instances that are due
 * @param nodeStore keeps nodes and their leases
 * @param instanceControl changes instances from outside
 * @param instanceReader reads instances
 * @param eventLogReader reads what logs are made of
 * @param purge removes what has been kept long enough
 * @param childClosings keeps the children that are to be terminated
 * @param idSource gives out numbers
 * @param parkedMessages keeps messages that cannot be accepted
 * @param scheduleStore keeps when schedules are due
 * @param outbox keeps notifications until they are sent
 * @param statisticsReader counts what is stored
 * @param auditTrail keeps the records of commands
 * @param jobStore keeps jobs
 * @param jobUploads keeps what was uploaded for them
 * @param batchCallStore keeps what steps want of the batch runtime
 * @param jobOutputs keeps what jobs write
 * @param instanceTransfer takes whole instances out and puts them in
 * @param archive reads archived instances
 * @param throughputStore keeps what happened in each minute
 */
public record JpaPorts(
    JournalStore journalStore,
    StepTransactions stepTransactions,
    BlobStore blobStore,
    InstanceQueue instanceQueue,
    NodeStore nodeStore,
    InstanceControl instanceControl,
    InstanceReader instanceReader,
    EventLogReader eventLogReader,
    Purge purge,
    ChildClosings childClosings,
    IdSource idSource,
    ParkedMessages parkedMessages,
    ScheduleStore scheduleStore,
    Outbox outbox,
    StatisticsReader statisticsReader,
    AuditTrail auditTrail,
    JobStore jobStore,
    JobUploads jobUploads,
    BatchCallStore batchCallStore,
    JobOutputs jobOutputs,
    InstanceTransfer instanceTransfer,
    Archive archive,
    ThroughputStore throughputStore) {

  /**
   * Makes the ports.
   *
   * @param transactions the server's transactions
   * @param demarcation the server's transactions, for steps that are transactions themselves
   * @param callersTransaction tells about the transaction of a caller
   * @param dialect the kind of database, as {@link SchemaMigration} has found it
   * @param notified of which workflows to put notifications into the outbox
   * @param newIds gives texts for ids that nobody chose
   * @param clock is kept at the database's time
   * @return the ports
   */
  public static JpaPorts of(
      PersistenceTransactions transactions,
      TransactionDemarcation demarcation,
      CallersTransaction callersTransaction,
      Dialect dialect,
      NotifiedWorkflows notified,
      Supplier<String> newIds,
      DatabaseClock clock) {
    return of(
        transactions,
        demarcation,
        callersTransaction,
        dialect,
        notified,
        newIds,
        clock,
        new Combinations());
  }

  static JpaPorts of(
      PersistenceTransactions transactions,
      TransactionDemarcation demarcation,
      CallersTransaction callersTransaction,
      Dialect dialect,
      NotifiedWorkflows notified,
      Supplier<String> newIds,
      DatabaseClock clock,
      Combinations combinations) {
    PersistenceTransactions translated = new TranslatingTransactions(transactions);
    LeaseCache leases = new LeaseCache();
    return new JpaPorts(
        new JpaJournalStore(
            translated, callersTransaction, dialect, leases, notified, combinations),
        new JpaStepTransactions(demarcation, translated, leases),
        new JpaBlobStore(translated, callersTransaction, leases),
        new JpaInstanceQueue(translated, leases, notified),
        new JpaNodeStore(translated, dialect, clock),
        new JpaInstanceControl(translated, notified),
        new JpaInstanceReader(translated),
        new JpaEventLogReader(translated),
        new JpaPurge(translated),
        new JpaChildClosings(translated),
        new JpaIdSource(translated, dialect, newIds),
        new JpaParkedMessages(translated),
        new JpaScheduleStore(translated, notified),
        new JpaOutbox(translated),
        new JpaStatisticsReader(translated),
        new JpaAuditTrail(translated),
        new JpaJobStore(translated),
        new JpaJobUploads(translated),
        new JpaBatchCallStore(translated),
        new JpaJobOutputs(translated),
        new JpaInstanceTransfer(translated),
        new JpaArchive(translated),
        new JpaThroughputStore(translated));
  }
}
