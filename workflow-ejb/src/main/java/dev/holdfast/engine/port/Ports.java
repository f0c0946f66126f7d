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
 * @param ids gives out identities
 * @param transactions tells about the caller's transaction
 * @param codec encodes values
 * @param alarms calls back in time
 * @param clock tells the time
 * @param threads runs workflow code; unbounded queue, as many threads as may work at a time
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
    IdSource ids,
    CallersTransaction transactions,
    PayloadCodec codec,
    AlarmClock alarms,
    InstantSource clock,
    Executor threads,
    RandomGenerator random) {}
