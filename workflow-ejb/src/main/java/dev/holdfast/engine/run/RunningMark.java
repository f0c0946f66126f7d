package dev.holdfast.engine.run;

import dev.holdfast.engine.journal.RunJournal.Entry;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Marks the body of a transactional step as running for viewers, in a transaction of its own. The
 * mark does not go through the group commit: a batch may have to wait for locks that the body
 * holds, and the body has to wait for its mark before it can end.
 */
final class RunningMark {

  private static final System.Logger LOG = System.getLogger(RunningMark.class.getName());

  /** How long a body that has ended waits for its mark; only a lock can make it take that long. */
  private static final long PATIENCE_SECONDS = 5;

  private final Run run;
  private final Execution execution;
  private final AtomicReference<@Nullable CompletableFuture<Boolean>> begun =
      new AtomicReference<>();

  RunningMark(Run run, Execution execution) {
    this.run = run;
    this.execution = execution;
  }

  /** Writes the mark on another thread, unless the body has ended. */
  void write(StepRecord running) {
    run.services().ports().threads().execute(() -> writeUnlessEnded(running));
  }

  private void writeUnlessEnded(StepRecord running) {
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    if (begun.compareAndSet(null, written)) {
      written.complete(isWritten(running));
    }
  }

  private boolean isWritten(StepRecord running) {
    try {
      Optional<Entry> entry =
          run.recording(
              execution,
              () ->
                  run.journal().isBefore(running)
                      ? Optional.of(run.journal().record(running, List.of(), run.now()))
                      : Optional.empty());
      return entry.isEmpty() || isWritten(entry.get());
    } catch (Suspension e) {
      return false;
    } catch (RuntimeException e) { // whatever the store says, the body finds out
      LOG.log(
          Level.WARNING,
          () -> "Instance " + run.instance().key() + ": a running step could not be marked",
          e);
      return false;
    }
  }

  private boolean isWritten(Entry entry) {
    StepWritten change = new StepWritten(run.lease(), entry.step(), entry.isNew());
    return run.services()
        .ports()
        .journal()
        .write(run.lease().node(), List.of(change))
        .equals(List.of(Outcome.APPLIED));
  }

  /**
   * Lets no mark begin any more and waits for the one that has begun.
   *
   * @return false when it could not be written, or not in time
   */
  boolean end() throws InterruptedException {
    if (begun.compareAndSet(null, CompletableFuture.completedFuture(true))) {
      return true;
    }
    try {
      @Nullable CompletableFuture<Boolean> written = begun.get();
      return written == null || written.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
