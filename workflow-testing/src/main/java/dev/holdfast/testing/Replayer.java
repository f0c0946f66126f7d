package dev.holdfast.testing;

import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.journal.WriteSession;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.run.BodyWatch;
import dev.holdfast.engine.run.Run;
import dev.holdfast.engine.run.RunListener;
import dev.holdfast.engine.run.RunServices;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Runs the code of a workflow on a journal, all on the calling thread. The run is told to stop
 * before it begins: it answers from records, and where the next body would start it parks. The
 * clock stands at the creation, so nothing that is open falls due. The first change of the instance
 * itself, such as its end, is refused, so nothing comes after it.
 */
final class Replayer {

  private static final long NODE = 1;

  private final InstanceJournal journal;
  private final WorkflowDefinition definition;
  private final PayloadCodec codec;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<Change> settled = new ArrayList<>();

  Replayer(InstanceJournal journal, WorkflowDefinition definition, PayloadCodec codec) {
    this.journal = journal;
    this.definition = definition;
    this.codec = codec;
  }

  ReplayResult replay() {
    JournalComparison comparison = new JournalComparison(journal, codec);
    Run run =
        new Run(
            services(comparison),
            journal.instance().edit().owner(NODE).build(),
            definition,
            new Memory(readable(), new Inbox(0, List.of()), 0),
            NOBODY);
    run.stop();
    run.start();
    for (@Nullable Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      next.run();
    }
    return comparison.result(settled);
  }

  /** A step whose result is missing counts as unfinished, so that the code stops there. */
  private List<StepRecord> readable() {
    return journal.steps().stream()
        .map(step -> JournalComparison.isRedacted(step) ? step.attempting(step.attempt()) : step)
        .toList();
  }

  private RunServices services(JournalComparison comparison) {
    InstantSource clock = InstantSource.fixed(journal.instance().origin().createdAt());
    Ports ports =
        new KitPorts(codec, clock)
            .of(new Unwrapped(new RefusingStore(settled)), (at, action) -> () -> {}, tasks::add);
    return new RunServices(
        ports,
        new JournalWriter(ports.journal(), SESSION),
        new BodyWatch(ports.alarms(), clock),
        KitPorts.settings(),
        comparison);
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
        public void fenced() {}
      };

  private static final RunListener NOBODY =
      new RunListener() {
        @Override
        public void ended(Run run, Change.Ended end) {}

        @Override
        public void suspended(Run run, @Nullable Instant wakeAt) {}

        @Override
        public void lost(Run run) {}
      };

  /** Is storage as it is, but for the journal. */
  private record Unwrapped(JournalStore journal) implements KitPorts.Access {

    @Override
    public <P> P toWrite(Class<P> type, P port) {
      return port;
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

  /** Takes steps for written and refuses everything else, of which it keeps note. */
  private record RefusingStore(List<Change> refused) implements JournalStore {

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      List<Outcome> outcomes = new ArrayList<>();
      for (Change change : changes) {
        boolean ofStep =
            change instanceof Change.StepWritten || change instanceof Change.AttemptFailed;
        if (!ofStep) {
          refused.add(change);
        }
        outcomes.add(ofStep ? Outcome.APPLIED : Outcome.LEASE_LOST);
      }
      return outcomes;
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      throw new IllegalStateException("There is no transaction in a replay");
    }
  }
}
