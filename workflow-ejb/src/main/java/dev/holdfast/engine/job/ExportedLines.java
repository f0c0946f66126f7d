package dev.holdfast.engine.job;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.job.JobItem.Line;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.Names;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.Relocation;
import dev.holdfast.engine.port.JournalUnavailableException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Stores the exported instances among the lines of an import, as they were: some of them in each
 * transaction. One that cannot be stored keeps the others from nothing.
 */
final class ExportedLines {

  /** Characters of lines that are stored in one transaction. */
  private static final int MOST_CHARACTERS = 4 << 20;

  /** Statuses of instances that nobody executes. */
  private static final Set<InstanceStatus> RESTING =
      EnumSet.complementOf(EnumSet.of(InstanceStatus.RUNNING, InstanceStatus.WAITING_FOR_PAUSE));

  private final JobRecord job;
  private final JobPorts ports;
  private final boolean inDoubt;
  private final List<JobProblem> problems;
  private final List<Read> waiting = new ArrayList<>();
  private int characters;
  private long done;
  private long skipped;

  /**
   * Begins with no lines.
   *
   * @param inDoubt whether a lost run may have stored some of them
   * @param problems where those go that cannot be stored
   */
  ExportedLines(JobRecord job, JobPorts ports, boolean inDoubt, List<JobProblem> problems) {
    this.job = job;
    this.ports = ports;
    this.inDoubt = inDoubt;
    this.problems = problems;
  }

  private record Read(Line line, InstanceExport instance) {}

  /**
   * Adds a line, and stores those that have come so far when they are much.
   *
   * @throws WorkflowException when the line breaks a rule
   */
  void add(Line line, String text) {
    InstanceExport read = ports.exports().read(text);
    check(read.instance());
    waiting.add(
        new Read(
            line.withoutText(),
            Relocation.numbered(
                due(read), ports.ids().nextInstanceNumber(), ports.ids()::nextEventNumber)));
    characters += text.length();
    if (characters > MOST_CHARACTERS) {
      insert();
    }
  }

  /** Stores the lines that have come and are not stored yet. */
  void insert() {
    if (!waiting.isEmpty()) {
      insert(List.copyOf(waiting));
    }
    waiting.clear();
    characters = 0;
  }

  /** Returns how many instances are stored. */
  long done() {
    return done;
  }

  /** Returns how many were here before. */
  long skipped() {
    return skipped;
  }

  private void insert(List<Read> lines) {
    try {
      List<Outcome> outcomes = ports.transfer().insert(lines.stream().map(Read::instance).toList());
      for (int i = 0; i < outcomes.size(); i++) {
        count(lines.get(i), outcomes.get(i));
      }
    } catch (JournalUnavailableException e) {
      throw e;
    } catch (RuntimeException e) { // one of them, whatever is wrong with it, is in the way
      if (lines.size() == 1) {
        report(
            lines.get(0),
            "export.invalid",
            "The instance cannot be stored: %s (export.invalid)".formatted(e));
      } else {
        lines.forEach(line -> insert(List.of(line)));
      }
    }
  }

  private void count(Read read, Outcome outcome) {
    switch (outcome) {
      case APPLIED -> done++;
      case ALREADY_EXISTS -> {
        boolean own = inDoubt && isStoredCopy(read.instance().instance());
        done += own ? 1 : 0;
        skipped += own ? 0 : 1;
      }
      default ->
          report(
              read,
              "export.child_missing",
              "Instance '%s' waits for a child that is not here: import the children first, then this line again. (export.child_missing)"
                  .formatted(read.instance().instance().key().id()));
    }
  }

  /** Tells whether an instance was stored from this line, as far as its creation tells. */
  private boolean isStoredCopy(InstanceRecord copy) {
    return ports
        .reader()
        .find(copy.key())
        .map(InstanceRecord::origin)
        .filter(
            it ->
                it.createdAt().equals(copy.origin().createdAt())
                    && it.trigger().equals(copy.origin().trigger())
                    && it.caller().equals(copy.origin().caller()))
        .isPresent();
  }

  private void check(InstanceRecord instance) {
    if (!instance.key().workflow().equals(job.workflow())) {
      throw new WorkflowException(
          "export.other_workflow",
          "The line is an instance of workflow '%s', expected '%s': import it there. (export.other_workflow)"
              .formatted(instance.key().workflow(), job.workflow()));
    }
    if (!Names.isInstanceId(instance.key().id())) {
      throw new WorkflowException(
          "instance.invalid_id",
          "Instance id '%s' is not allowed: use %s. (instance.invalid_id)"
              .formatted(instance.key().id(), Names.INSTANCE_ID_RULE));
    }
    if (!RESTING.contains(instance.status()) || instance.epoch() < 1) {
      throw new WorkflowException(
          "export.invalid",
          "Instance '%s' has status %s and epoch %d, expected a status in which it rests and 1 or more. (export.invalid)"
              .formatted(instance.key().id(), instance.status().wireName(), instance.epoch()));
    }
  }

  /** Sees to it that somebody looks at an instance that has to go on. */
  private static InstanceExport due(InstanceExport read) {
    InstanceRecord instance = read.instance();
    boolean goesOn =
        instance.status() == InstanceStatus.QUEUED
            || instance.status() == InstanceStatus.ROLLING_BACK;
    return goesOn && instance.wakeAt() == null
        ? read.withInstance(instance.edit().wakeAt(instance.origin().createdAt()).build())
        : read;
  }

  private void report(Read read, String code, String message) {
    problems.add(
        new JobProblem(read.line().number(), read.instance().instance().key().id(), code, message));
  }
}
