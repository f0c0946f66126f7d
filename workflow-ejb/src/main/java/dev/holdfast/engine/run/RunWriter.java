package dev.holdfast.engine.run;

import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.journal.RunJournal;
import dev.holdfast.engine.journal.Ticket;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes for one run, under its lease. What cannot be written counts as a lost lease: the run may
 * not go on, and another one will find what the journal has.
 */
final class RunWriter {

  private static final System.Logger LOG = System.getLogger(RunWriter.class.getName());

  private final JournalWriter writer;
  private final InstanceRecord instance;
  private final Lease lease;
  private final RunJournal journal;

  RunWriter(JournalWriter writer, InstanceRecord instance, RunJournal journal) {
    this.writer = writer;
    this.instance = instance;
    this.lease = instance.lease();
    this.journal = journal;
  }

  Lease lease() {
    return lease;
  }

  /** Remembers a step, with attempts that failed, and hands them over without waiting. */
  Ticket append(StepRecord step, List<AttemptRecord> attempts, Instant now) {
    RunJournal.Entry entry = journal.record(step, attempts, now);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.StepWritten(lease, entry.step(), entry.isNew()));
    entry.attempts().forEach(attempt -> changes.add(new Change.AttemptFailed(lease, attempt)));
    return writer.append(changes);
  }

  /** Hands over steps of which the log says nothing, without waiting. */
  void appendUnlogged(List<StepRecord> steps) {
    if (!steps.isEmpty()) {
      writer.append(steps.stream().map(this::unlogged).toList());
    }
  }

  /** Hands over that the instance is rolling back, with the steps of its compensation. */
  Ticket beginRollback(Failure trigger, List<StepRecord> plan, Instant now) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.RollbackBegan(lease, trigger, journal.nextLog(now)));
    plan.forEach(step -> changes.add(unlogged(step)));
    return writer.append(changes);
  }

  private Change unlogged(StepRecord step) {
    RunJournal.Entry entry = journal.recordUnlogged(step);
    return new Change.StepWritten(lease, entry.step(), entry.isNew());
  }

  /** Remembers steps and hands them over without waiting, to be written in one commit. */
  Ticket append(List<StepRecord> steps, Instant now) {
    List<Change> changes = new ArrayList<>();
    for (StepRecord step : steps) {
      RunJournal.Entry entry = journal.record(step, List.of(), now);
      changes.add(new Change.StepWritten(lease, entry.step(), entry.isNew()));
    }
    return writer.append(changes);
  }

  /** Waits until changes are durable; returns false when they were refused. */
  boolean isApplied(Ticket ticket) {
    try {
      return writer.await(ticket).stream().allMatch(outcome -> outcome == Outcome.APPLIED);
    } catch (RuntimeException e) { // whatever the store says, this run cannot go on
      logUnwritten(e);
      return false;
    }
  }

  /** Writes the end or the suspension, with everything handed over before. */
  Outcome settle(Change change) {
    try {
      return writer.write(List.of(change)).get(0);
    } catch (RuntimeException e) { // whatever the store says, this run cannot go on
      logUnwritten(e);
      return Outcome.LEASE_LOST;
    }
  }

  void flush() {
    writer.flush();
  }

  private void logUnwritten(RuntimeException e) {
    LOG.log(
        Level.WARNING,
        () -> "Instance " + instance.key() + ": its journal could not be written; it runs again",
        e);
  }
}
