package dev.holdfast.benchmark.jmh;

import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.journal.WriteSession;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.BatchCalls;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.run.BodyWatch;
import dev.holdfast.engine.run.ChildRequest;
import dev.holdfast.engine.run.Children;
import dev.holdfast.engine.run.RunServices;
import dev.holdfast.engine.run.StepProbe;
import dev.holdfast.memory.InMemoryBlobStore;
import dev.holdfast.memory.InMemoryCallersTransaction;
import dev.holdfast.memory.InMemoryChildClosings;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryEventLogReader;
import dev.holdfast.memory.InMemoryIdSource;
import dev.holdfast.memory.InMemoryInstanceControl;
import dev.holdfast.memory.InMemoryInstanceQueue;
import dev.holdfast.memory.InMemoryInstanceReader;
import dev.holdfast.memory.InMemoryNodeStore;
import dev.holdfast.memory.InMemoryPurge;
import dev.holdfast.memory.InMemoryScheduleStore;
import dev.holdfast.memory.InMemoryStepTransactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Is what a run needs around it, such that only the run itself takes time: the time stands still,
 * all is done on the thread of the caller, and what is written counts as written.
 */
final class Alone {

  /** The node that runs. */
  static final long NODE = 1;

  private Alone() {}

  /** Returns the services of a node that is alone. */
  static RunServices services(PayloadCodec codec, Instant now) {
    Ports ports = ports(codec, InstantSource.fixed(now));
    return new RunServices(
        ports,
        new JournalWriter(ports.journal(), new Session()),
        new BodyWatch(ports.alarms(), ports.clock()),
        EngineSettings.DEFAULT,
        new Childless(),
        StepProbe.NONE);
  }

  private static Ports ports(PayloadCodec codec, InstantSource clock) {
    InMemoryDatabase database = new InMemoryDatabase(clock);
    JournalStore journal = new Accepting();
    return new Ports(
        journal,
        new InMemoryStepTransactions(database, journal),
        new InMemoryBlobStore(database),
        new InMemoryInstanceQueue(database),
        new InMemoryNodeStore(database),
        new InMemoryInstanceControl(database),
        new InMemoryInstanceReader(database),
        new InMemoryScheduleStore(database),
        new InMemoryEventLogReader(database),
        new InMemoryPurge(database),
        new InMemoryChildClosings(database),
        BatchCalls.NONE,
        new InMemoryIdSource(),
        new InMemoryCallersTransaction(),
        codec,
        (at, action) -> () -> {},
        clock,
        Runnable::run,
        Runnable::run,
        new Random(1));
  }

  private static final class Accepting implements JournalStore {

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      return Collections.nCopies(changes.size(), Outcome.APPLIED);
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return Collections.nCopies(changes.size(), Outcome.APPLIED);
    }
  }

  private static final class Session implements WriteSession {

    @Override
    public long node() {
      return NODE;
    }

    @Override
    public boolean pauseBeforeRetry() {
      return false;
    }

    @Override
    public void fenced(long incarnation) {}
  }

  private static final class Childless implements Children {

    @Override
    public Optional<InstanceRecord> start(ChildRequest request) {
      throw new IllegalStateException("A workflow that is measured alone has no children");
    }

    @Override
    public void told(Parent parent) {}

    @Override
    public void left() {}
  }
}
