package dev.holdfast.testing;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.journal.WriteSession;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.BlobStore;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.run.BodyWatch;
import dev.holdfast.engine.run.ChildRequest;
import dev.holdfast.engine.run.Children;
import dev.holdfast.engine.run.Run;
import dev.holdfast.engine.run.RunListener;
import dev.holdfast.engine.run.RunServices;
import dev.holdfast.engine.run.StepProbe;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * Runs the code of a workflow on a journal, one strand at a time. The run is told to stop before it
 * begins: it answers from records, and where the next body would start it parks. The clock stands
 * at the creation, so nothing that is open falls due. The first change of the instance itself, such
 * as its end, is refused, so nothing comes after it.
 */
final class Replayer {

  private static final long NODE = 1;

  private final InstanceJournal journal;
  private final WorkflowDefinition definition;
  private final PayloadCodec codec;

  Replayer(InstanceJournal journal, WorkflowDefinition definition, PayloadCodec codec) {
    this.journal = journal;
    this.definition = definition;
    this.codec = codec;
  }

  ReplayResult replay() {
    JournalComparison comparison = new JournalComparison(journal, codec);
    List<Change> settled = run(journal.instance(), readable(), comparison);
    comparison.compareEnd(settled);
    if (journal.steps().stream().anyMatch(JournalComparison::isCompensation)) {
      comparison.comparePlan(handled());
    }
    return comparison.result();
  }

  /**
   * Lets the code come to its handlers, as after a crash: a run that has to undo what is recorded
   * replays the code first, losers of races included.
   */
  private Set<StepKey> handled() {
    Set<StepKey> handled = ConcurrentHashMap.newKeySet();
    InstanceRecord rollingBack =
        journal
            .instance()
            .edit()
            .status(InstanceStatus.ROLLING_BACK)
            .failure(null)
            .recoveries(1)
            .build();
    List<StepRecord> undone =
        readable().stream().filter(step -> !JournalComparison.isCompensation(step)).toList();
    run(
        rollingBack,
        undone,
        new StepProbe() {
          @Override
          public void compensates(InstanceRecord instance, StepKey step) {
            handled.add(step);
          }
        });
    return handled;
  }

  /** Returns what the run wanted to do with the instance. */
  private List<Change> run(InstanceRecord instance, List<StepRecord> steps, StepProbe probe) {
    List<Change> settled = new CopyOnWriteArrayList<>();
    ReplayThreads threads = new ReplayThreads();
    Run run =
        new Run(
            services(settled, probe, threads),
            instance.edit().owner(NODE).build(),
            definition,
            new Memory(steps, new Inbox(0, List.of()), 0),
            NOBODY);
    run.stop();
    run.start();
    threads.awaitRest();
    return settled;
  }

  /** A step whose result is missing counts as unfinished, so that the code stops there. */
  private List<StepRecord> readable() {
    return journal.steps().stream()
        .map(
            step ->
                JournalComparison.isRedacted(step) || journal.isLeftOut(step)
                    ? step.attempting(step.attempt())
                    : step)
        .toList();
  }

  private RunServices services(List<Change> settled, StepProbe probe, Executor threads) {
    InstantSource clock = InstantSource.fixed(journal.instance().origin().createdAt());
    Ports ports =
        new KitPorts(codec, clock)
            .of(
                new Exported(new RefusingStore(settled), new ExportedBlobs(journal)),
                (at, action) -> () -> {},
                threads);
    return new RunServices(
        ports,
        new JournalWriter(ports.journal(), SESSION),
        new BodyWatch(ports.alarms(), clock),
        KitPorts.settings(),
        NO_CHILDREN,
        probe);
  }

  private static final WriteSession SESSION =
      new WriteSession() {
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
      };

  private static final RunListener NOBODY =
      new RunListener() {
        @Override
        public void ended(Run run, Change.Ended end) {}

        @Override
        public void suspended(Run run, Change.Suspended suspension) {}

        @Override
        public void lost(Run run) {}
      };

  /** Is never asked for a child: the run stops before it starts one. */
  private static final Children NO_CHILDREN =
      new Children() {
        @Override
        public Optional<InstanceRecord> start(ChildRequest request) {
          throw new IllegalStateException("A replay starts no child");
        }

        @Override
        public void told(Parent parent) {}

        @Override
        public void left() {}
      };

  /** Is storage as it is, but for the journal and the blobs. */
  private record Exported(JournalStore journal, BlobStore blobs) implements KitPorts.Access {

    @Override
    public <P> P toWrite(Class<P> type, P port) {
      return type == BlobStore.class ? type.cast(blobs) : port;
    }

    @Override
    public <P> P toRead(Class<P> type, P port) {
      return port;
    }

    @Override
    public JournalStore journal(JournalStore store) {
      return journal;
    }
  }

  /**
   * Takes steps, progress and log records for written and refuses all else, of which it keeps note.
   */
  private record RefusingStore(List<Change> refused) implements JournalStore {

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      List<Outcome> outcomes = new ArrayList<>();
      for (Change change : changes) {
        boolean isEntry =
            change instanceof Change.StepWritten
                || change instanceof Change.AttemptFailed
                || change instanceof Change.ProgressPublished
                || change instanceof Change.Logged;
        if (!isEntry) {
          refused.add(change);
        }
        outcomes.add(isEntry ? Outcome.APPLIED : Outcome.LEASE_LOST);
      }
      return outcomes;
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      throw new IllegalStateException("There is no transaction in a replay");
    }
  }
}
