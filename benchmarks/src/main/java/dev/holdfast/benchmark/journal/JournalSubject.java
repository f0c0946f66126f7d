package dev.holdfast.benchmark.journal;

import dev.holdfast.benchmark.workload.Subject;
import dev.holdfast.benchmark.workload.Workload;
import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.journal.WriteSession;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.jpa.JpaPorts;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Hands over what the engine would write, in as many batches, by as many threads: the client's own
 * for the creation and the event, and one of a pool for what a run writes.
 */
final class JournalSubject implements Subject {

  private final JpaPorts ports;
  private final JournalWriter writer;
  private final Executor threads;
  private final long node;

  JournalSubject(JpaPorts ports, Executor threads) {
    this.ports = ports;
    this.threads = threads;
    this.node = ports.nodeStore().join("journal");
    this.writer = new JournalWriter(ports.journalStore(), new Session(node));
  }

  /** Writes for a node that nobody doubts, and never tries again. */
  private record Session(long node) implements WriteSession {

    @Override
    public boolean pauseBeforeRetry() {
      return false;
    }

    @Override
    public void fenced(long incarnation) {}
  }

  @Override
  public boolean offers(Kind kind) {
    return kind == Kind.ONE_STEP || kind == Kind.TEN_STEPS || kind == Kind.WAIT;
  }

  @Override
  public Started start(Kind kind) {
    InstanceRecord created =
        Written.instance(ports.idSource().nextInstanceNumber(), ports.idSource().newId(), node);
    writer.write(List.of(new InstanceCreated(created, true)));
    WrittenRun run = new WrittenRun(created, writer, threads, ports.idSource());
    threads.execute(
        switch (kind) {
          case WAIT -> run::suspend;
          case TEN_STEPS -> () -> run.end(Workload.STEPS);
          default -> () -> run.end(1);
        });
    return run;
  }
}
