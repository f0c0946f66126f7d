package dev.holdfast.engine.port;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Holds all that an engine needs from outside.
 *
 * @param journal writes
 * @param stepTransactions runs the bodies of transactional steps
 * @param blobs keeps large results
 * @param queue hands out what is due
 * @param nodes keeps leases
 * @param control changes from outside
 * @param reader reads for viewers
 * @param schedules keeps when schedules are due
 * @param log reads what event logs are made of
 * @param purge removes what has been kept long enough
 * @param closings keeps the children that are to be terminated
 * @param batchCalls has batch jobs run
 * @param ids gives out identities
 * @param transactions tells about the caller's transaction
 * @param codec encodes values
 * @param alarms calls back in time
 * @param clock tells the time
 * @param threads runs workflow code; unbounded queue, as many threads as may work at a time
 * @param followers tells listeners what has happened; they may be slow
 * @param random rolls jitter
 */
public record Ports(
    JournalStore journal,
    StepTransactions stepTransactions,
    BlobStore blobs,
    InstanceQueue queue,
    NodeStore nodes,
    InstanceControl control,
    InstanceReader reader,
    ScheduleStore schedules,
    EventLogReader log,
    Purge purge,
    ChildClosings closings,
    BatchCalls batchCalls,
    IdSource ids,
    CallersTransaction transactions,
    PayloadCodec codec,
    AlarmClock alarms,
    InstantSource clock,
    Executor threads,
    Executor followers,
    RandomGenerator random) {

  /**
   * Returns these ports with others to write by.
   *
   * @param otherJournal writes
   * @param otherTransactions runs the bodies of transactional steps
   * @param otherQueue hands out what is due
   * @param otherControl changes from outside
   * @param otherSchedules keeps when schedules are due
   * @return the new ports
   */
  public Ports writingBy(
      JournalStore otherJournal,
      StepTransactions otherTransactions,
      InstanceQueue otherQueue,
      InstanceControl otherControl,
      ScheduleStore otherSchedules) {
    return new Ports(
        otherJournal,
        otherTransactions,
        blobs,
        otherQueue,
        nodes,
        otherControl,
        reader,
        otherSchedules,
        log,
        purge,
        closings,
        batchCalls,
        ids,
        transactions,
        codec,
        alarms,
        clock,
        threads,
        followers,
        random);
  }
}
