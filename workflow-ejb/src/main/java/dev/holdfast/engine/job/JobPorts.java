package dev.holdfast.engine.job;

import dev.holdfast.engine.port.BatchJobs;
import dev.holdfast.engine.port.IdSource;
import dev.holdfast.engine.port.ImportParser;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.engine.port.JobStore;
import dev.holdfast.engine.port.JobUploads;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * Holds all that jobs need from outside.
 *
 * @param store keeps jobs
 * @param uploads keeps what was uploaded for them
 * @param reader finds instances
 * @param parser reads entries of imports
 * @param batch runs jobs in the server's batch runtime
 * @param ids gives out ids
 * @param clock tells the time
 * @param threads works beside the batch runtime's threads
 */
public record JobPorts(
    JobStore store,
    JobUploads uploads,
    InstanceReader reader,
    ImportParser parser,
    BatchJobs batch,
    IdSource ids,
    InstantSource clock,
    Executor threads) {}
