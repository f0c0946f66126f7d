package dev.holdfast.engine.run;

import dev.holdfast.api.LogType;
import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.journal.RunJournal;
import dev.holdfast.engine.journal.Ticket;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.LogData;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes for one run, under its lease. What cannot be written counts as a lost lease: the run may
 * not go on, and another one will find what the journal has.
 */
final class RunWriter {

  private static final System.Logger LOG = System.getLogger(RunWriter.class.getName());

  private final RunServices services;
  private final JournalWriter writer;
  private final InstanceRecord instance;
  private final Lease lease;
  private final RunJournal journal;
  private final List<Change> noted = new ArrayList<>();
  private @Nullable EncodedValue progress;

  RunWriter(RunServices services, InstanceRecord instance, RunJournal journal) {
    this.services = services;
    this.writer = services.writer();
    this.instance = instance;
    this.lease = instance.lease();
    this.journal = journal;
  }

  Lease lease() {
    return lease;
  }

  /** Remembers a step, with attempts that failed, and hands them over without waiting. */
  synchronized Ticket append(StepRecord step, List<AttemptRecord> attempts, Instant now) {
    List<Change> changes = takeNoted();
    RunJournal.Entry entry = journal.record(step, attempts, now);
    changes.add(written(entry));
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
  synchronized Ticket beginRollback(Failure trigger, List<StepRecord> plan, Instant now) {
    long log = journal.nextLog(now);
    LogData data = LogData.NONE.and(trigger.error()).and("total", plan.size());
    List<Change> changes = takeNoted();
    changes.add(new Change.RollbackBegan(lease, trigger, log));
    changes.add(
        new Change.Logged(lease, LogRecord.ofRun(LogType.ROLLBACK_STARTED, log, now, data)));
    plan.forEach(step -> changes.add(unlogged(step)));
    return writer.append(changes);
  }

  private Change unlogged(StepRecord step) {
    return written(journal.recordUnlogged(step));
  }

  private Change written(RunJournal.Entry entry) {
    return new Change.StepWritten(lease, entry.step(), entry.isNew());
  }

  /** Remembers steps and hands them over without waiting, to be written in one commit. */
  synchronized Ticket append(List<StepRecord> steps, Instant now) {
    List<Change> changes = takeNoted();
    steps.forEach(step -> changes.add(written(journal.record(step, List.of(), now))));
    return writer.append(changes);
  }

  /** Leaves a record for the log, which is written together with whatever is written next. */
  synchronized void note(LogType type, Instant now, LogData data) {
    LogRecord record = LogRecord.ofRun(type, journal.nextLog(now), now, data);
    noted.add(new Change.Logged(lease, record));
  }

  /** Keeps what is to be shown as progress for the next write; returns true when none was due. */
  synchronized boolean publish(EncodedValue value) {
    boolean isFirst = progress == null;
    progress = value;
    return isFirst;
  }

  /** Hands over what waits for the next write, if none has taken it along. */
  synchronized void appendNoted() {
    List<Change> changes = takeNoted();
    if (!changes.isEmpty()) {
      writer.append(changes);
    }
  }

  private synchronized List<Change> takeNoted() {
    List<Change> taken = new ArrayList<>(noted);
    noted.clear();
    if (progress != null) {
      taken.add(new Change.ProgressPublished(lease, progress));
      progress = null;
    }
    return taken;
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

  /**
   * Writes the end or the suspension, with everything handed over before; with an end also what
   * parent and children have to do with it, in the same transaction.
   *
   * @param whenDone is told what became of it, maybe on another thread and before this returns;
   *     must not take long
   */
  void settle(Change change, Consumer<Outcome> whenDone) {
    List<Change> changes = takeNoted();
    if (change instanceof Change.Ended end) {
      changes.addAll(Farewell.of(services.ports(), instance, journal, end));
    }
    changes.add(change);
    writer.write(changes, ticket -> whenDone.accept(settled(changes, ticket)));
  }

  private Outcome settled(List<Change> changes, Ticket ticket) {
    List<Outcome> outcomes;
    try {
      outcomes = ticket.result();
    } catch (RuntimeException e) { // whatever the store says, this run cannot go on
      logUnwritten(e);
      return Outcome.LEASE_LOST;
    }
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) == Outcome.APPLIED) {
        hint(changes.get(i));
      }
    }
    return outcomes.get(outcomes.size() - 1);
  }

  private void hint(Change written) {
    if (written instanceof Change.ParentTold told) {
      services.children().told(told.end().parent());
    } else if (written instanceof Change.ChildrenLeft) {
      services.children().left();
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
