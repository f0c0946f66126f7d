package dev.holdfast.engine.job;

import dev.holdfast.engine.archive.Archives;
import dev.holdfast.engine.port.Archive;
import dev.holdfast.engine.port.BatchJobs;
import dev.holdfast.engine.port.ExportText;
import dev.holdfast.engine.port.IdSource;
import dev.holdfast.engine.port.ImportParser;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.engine.port.InstanceTransfer;
import dev.holdfast.engine.port.JobOutputs;
import dev.holdfast.engine.port.JobStore;
import dev.holdfast.engine.port.JobUploads;
import dev.holdfast.engine.port.Purge;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * Holds all that jobs need from outside.
 *
 * @param store keeps jobs
 * @param uploads keeps what was uploaded for them
 * @param outputs keeps what jobs write
 * @param reader finds instances
 * @param control changes instances
 * @param transfer takes whole instances out and puts them in
 * @param exports writes and reads exported instances
 * @param purge removes instances
 * @param archive reads those that are kept in the table
 * @param archives knows where removed instances are kept
 * @param parser reads entries of imports
 * @param batch runs jobs in the server's batch runtime
 * @param ids gives out ids
 * @param clock tells the time
 * @param threads works beside the batch runtime's threads
 */
public record JobPorts(
    JobStore store,
    JobUploads uploads,
    JobOutputs outputs,
    InstanceReader reader,
    InstanceControl control,
    InstanceTransfer transfer,
    ExportText exports,
    Purge purge,
    Archive archive,
    Archives archives,
    ImportParser parser,
    BatchJobs batch,
    IdSource ids,
    InstantSource clock,
    Executor threads) {}
