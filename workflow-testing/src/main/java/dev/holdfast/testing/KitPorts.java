package dev.holdfast.testing;

import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.port.AlarmClock;
import dev.holdfast.engine.port.BatchCalls;
import dev.holdfast.engine.port.BlobStore;
import dev.holdfast.engine.port.ChildClosings;
import dev.holdfast.engine.port.EventLogReader;
import dev.holdfast.engine.port.IdSource;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.port.Purge;
import dev.holdfast.engine.port.ScheduleStore;
import dev.holdfast.engine.port.StepTransactions;
import dev.holdfast.memory.InMemoryBlobStore;
import dev.holdfast.memory.InMemoryCallersTransaction;
import dev.holdfast.memory.InMemoryChildClosings;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryEventLogReader;
import dev.holdfast.memory.InMemoryIdSource;
import dev.holdfast.memory.InMemoryInstanceControl;
import dev.holdfast.memory.InMemoryInstanceQueue;
import dev.holdfast.memory.InMemoryInstanceReader;
import dev.holdfast.memory.InMemoryJournalStore;
import dev.holdfast.memory.InMemoryNodeStore;
import dev.holdfast.memory.InMemoryPurge;
import dev.holdfast.memory.InMemoryScheduleStore;
import dev.holdfast.memory.InMemoryStepTransactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.Executor;

/** Makes what engines of the kit stand on: ports in memory, and settings. */
final class KitPorts {

  private final PayloadCodec codec;
  private final InstantSource clock;
  private final InMemoryDatabase database;
  private final IdSource ids = new InMemoryIdSource();

  KitPorts(PayloadCodec codec, InstantSource clock) {
    this.codec = codec;
    this.clock = clock;
    this.database = new InMemoryDatabase(clock);
  }

  /** Does something with the commit of the step whose body the calling thread runs. */
  void onCommit(Runnable action) {
    database.onCommit(action);
  }

  /** Gives a process its hands on the storage. */
  interface Access {

    /** Wraps a port that changes something. */
    <P> P toWrite(Class<P> type, P port);

    /** Wraps a port that only reads. */
    <P> P toRead(Class<P> type, P port);

    /** Wraps the store of the journal, before {@link #toWrite} does. */
    JournalStore journal(JournalStore store);
  }

  /** Makes the ports of one process. */
  Ports of(Access access, AlarmClock alarms, Executor threads) {
    JournalStore journal =
        access.toWrite(JournalStore.class, access.journal(new InMemoryJournalStore(database)));
    return new Ports(
        journal,
        access.toWrite(StepTransactions.class, new InMemoryStepTransactions(database, journal)),
        access.toWrite(BlobStore.class, new InMemoryBlobStore(database)),
        access.toWrite(InstanceQueue.class, new InMemoryInstanceQueue(database)),
        access.toWrite(NodeStore.class, new InMemoryNodeStore(database)),
        access.toWrite(InstanceControl.class, new InMemoryInstanceControl(database)),
        access.toRead(InstanceReader.class, new InMemoryInstanceReader(database)),
        access.toWrite(ScheduleStore.class, new InMemoryScheduleStore(database)),
        access.toRead(EventLogReader.class, new InMemoryEventLogReader(database)),
        access.toWrite(Purge.class, new InMemoryPurge(database)),
        access.toWrite(ChildClosings.class, new InMemoryChildClosings(database)),
        BatchCalls.NONE,
        ids,
        new InMemoryCallersTransaction(),
        codec,
        alarms,
        clock,
        threads,
        threads,
        new Random(1));
  }

  /** Returns settings by which every wait leaves its thread, so that the engine comes to rest. */
  static EngineSettings settings() {
    return EngineSettings.DEFAULT
        .withInlineThreshold(Duration.ZERO)
        .withShutdownGrace(Duration.ofSeconds(1));
  }
}
