package dev.holdfast.engine.run;

import dev.holdfast.api.StepRolledBackException;
import dev.holdfast.engine.journal.RunJournal.Entry;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.CommitFailedException;
import dev.holdfast.engine.port.NodeFencedException;
import dev.holdfast.engine.port.StepTransactions;
import dev.holdfast.engine.port.TransactionRolledBackException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is an attempt of a transactional step: its body and its record are one transaction. Whether the
 * attempt was in time is decided before the commit, so one that was too late never commits; and
 * whether the run may still record anything is asked under the lock that decides about that.
 */
final class TransactionalAttempt implements StepTransactions.Work {

  private final Run run;
  private final Execution execution;
  private final Body body;
  private final RunningMark mark;
  private @Nullable StepWritten written;

  TransactionalAttempt(Run run, Execution execution, Body body, RunningMark mark) {
    this.run = run;
    this.execution = execution;
    this.body = body;
    this.mark = mark;
  }

  /** Runs the body and encodes its result. */
  @FunctionalInterface
  interface Body {

    /** Returns the finished step. */
    StepRecord run() throws Throwable;
  }

  /**
   * Makes the attempt.
   *
   * @return the finished step, durable
   * @throws Suspension when the run may not go on
   * @throws Throwable what failed the attempt; nothing is left of it
   */
  StepRecord make(Duration timeout) throws Throwable {
    try {
      Outcome outcome = run.services().ports().stepTransactions().run(run.lease(), timeout, this);
      if (outcome == Outcome.APPLIED && written != null) {
        return written.record();
      }
      throw run.lost();
    } catch (NodeFencedException e) {
      throw run.lost();
    } catch (TransactionRolledBackException e) {
      throw rolledBack("was marked for rollback, or was ended by the body", null);
    } catch (CommitFailedException e) {
      return findCommitted().orElseThrow(() -> rolledBack("could not be committed", e.getCause()));
    }
  }

  @Override
  public StepWritten run() throws Throwable {
    StepRecord finished = body.run();
    if (!mark.end()) {
      throw run.lost();
    }
    Entry entry = run.recording(execution, () -> run.journal().prepare(finished, run.now()));
    StepWritten change = new StepWritten(run.lease(), entry.step(), entry.isNew());
    written = change;
    return change;
  }

  @Override
  public void commit(Runnable commit) {
    run.recording(
        execution,
        () -> {
          commit.run();
          return remember(written);
        });
  }

  private boolean remember(@Nullable StepWritten committed) {
    if (committed == null) {
      return false;
    }
    run.journal().written(committed.record());
    return true;
  }

  /** Finds out whether a commit that failed has taken place after all. */
  private Optional<StepRecord> findCommitted() {
    if (written == null) {
      return Optional.empty();
    }
    StepRecord wanted = written.record();
    try {
      Optional<StepRecord> found =
          run.services()
              .writer()
              .whileInReach(
                  () -> run.services().ports().stepTransactions().find(run.lease(), wanted.seq()))
              .filter(step -> step.status().isFinished() && step.attempt() == wanted.attempt());
      found.ifPresent(run.journal()::written);
      return found;
    } catch (RuntimeException e) { // the database stays away: whoever goes on reads the journal
      throw run.lost();
    }
  }

  private StepRolledBackException rolledBack(String what, @Nullable Throwable reason) {
    return new StepRolledBackException(
        "The transaction of an attempt %s, so everything that was done in it is undone%s"
            .formatted(what, reason == null ? "." : ": " + reason),
        reason);
  }
}
