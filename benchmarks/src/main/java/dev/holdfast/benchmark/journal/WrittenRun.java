package dev.holdfast.benchmark.journal;

import dev.holdfast.benchmark.workload.Subject.Started;
import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.journal.Ticket;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.IdSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes what a run would. */
final class WrittenRun implements Started {

  private static final int BUFFER = 1_000;
  private static final int PATIENCE_SECONDS = 300;

  private final InstanceRecord instance;
  private final JournalWriter writer;
  private final Executor threads;
  private final IdSource ids;
  private final CompletableFuture<List<Outcome>> ended = new CompletableFuture<>();
  private volatile @Nullable InstanceRecord suspended;

  WrittenRun(InstanceRecord instance, JournalWriter writer, Executor threads, IdSource ids) {
    this.instance = instance;
    this.writer = writer;
    this.threads = threads;
    this.ids = ids;
  }

  /** Makes steps, the last of which is written together with the end. */
  void end(int steps) {
    for (int step = 1; step < steps; step++) {
      writer.write(List.of(new StepWritten(instance.lease(), Written.step(step), true)));
    }
    end(instance, new StepWritten(instance.lease(), Written.step(steps), true));
  }

  private void end(InstanceRecord row, StepWritten last) {
    writer.write(List.of(last, Written.end(row)), this::tell);
  }

  private void tell(Ticket written) {
    try {
      ended.complete(written.result());
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  /** Waits for an event. */
  void suspend() {
    Suspended suspension = Written.suspension(instance);
    writer.write(List.of(new StepWritten(instance.lease(), Written.waiting(), true), suspension));
    suspended = instance.suspended(suspension);
  }

  @Override
  public void send() {
    InstanceRecord waiting = suspended;
    if (waiting == null) {
      throw new IllegalStateException("Instance " + instance.key() + " does not wait yet");
    }
    EventRecord event = Written.event(ids.nextEventNumber(), waiting);
    Outcome outcome = writer.write(List.of(new EventAccepted(event, BUFFER, waiting))).get(0);
    if (outcome != Outcome.CLAIMED) {
      throw new IllegalStateException("The event of " + instance.key() + " is " + outcome);
    }
    threads.execute(
        () -> {
          StepRecord taken = Written.waiting().taking(event, event.receivedAt());
          end(
              waiting.runningOn(instance.lease().node()),
              new StepWritten(instance.lease(), taken, false));
        });
  }

  @Override
  public void awaitEnd() throws Exception {
    List<Outcome> outcomes = ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!outcomes.stream().allMatch(Outcome.APPLIED::equals)) {
      throw new IllegalStateException("The end of " + instance.key() + " is " + outcomes);
    }
  }
}
