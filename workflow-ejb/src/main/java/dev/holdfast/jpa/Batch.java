package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.AttemptFailed;
import dev.holdfast.engine.model.Change.ByRun;
import dev.holdfast.engine.model.Change.ChildCreated;
import dev.holdfast.engine.model.Change.ChildrenLeft;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.Logged;
import dev.holdfast.engine.model.Change.ParentTold;
import dev.holdfast.engine.model.Change.ProgressPublished;
import dev.holdfast.engine.model.Change.RollbackBegan;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sorts changes by the statements that write them: creations first, then children, then events that
 * claim, then others and what parents are told, then steps, attempts and records of the log, then
 * children that are left behind, progress and the beginnings of compensations, then the suspensions
 * and ends that settle runs.
 */
final class Batch {

  final List<Entry<InstanceCreated>> creations = new ArrayList<>();
  final List<Entry<ChildCreated>> children = new ArrayList<>();
  final List<Entry<EventAccepted>> claims = new ArrayList<>();
  final List<Entry<EventAccepted>> events = new ArrayList<>();
  final List<Entry<ParentTold>> told = new ArrayList<>();
  final List<Entry<StepWritten>> steps = new ArrayList<>();
  final List<Entry<AttemptFailed>> attempts = new ArrayList<>();
  final List<Entry<Logged>> records = new ArrayList<>();
  final List<Entry<ChildrenLeft>> left = new ArrayList<>();
  final List<Entry<ProgressPublished>> progress = new ArrayList<>();
  final List<Entry<RollbackBegan>> rollbacks = new ArrayList<>();
  final List<Entry<ByRun>> settlements = new ArrayList<>();

  private final List<Entry<?>> all = new ArrayList<>();

  private Batch() {}

  /** Is a change with what became of it. */
  static final class Entry<C extends Change> {
    final C change;
    Outcome outcome = Outcome.APPLIED;

    private Entry(C change) {
      this.change = change;
    }

    boolean isApplied() {
      return outcome == Outcome.APPLIED;
    }
  }

  /**
   * Splits changes so that in no batch a run does anything after it was settled: that depends on
   * whether the settlement was refused, and is for the next batch of the same transaction.
   */
  static List<Batch> split(List<Change> changes) {
    List<Batch> batches = new ArrayList<>();
    Batch batch = new Batch();
    Set<Lease> settled = new HashSet<>();
    for (Change change : changes) {
      if (change instanceof ByRun byRun && settled.contains(byRun.lease())) {
        batches.add(batch);
        batch = new Batch();
        settled.clear();
      }
      if (batch.add(change) instanceof ByRun byRun) {
        settled.add(byRun.lease());
      }
    }
    batches.add(batch);
    return batches;
  }

  Stream<Outcome> outcomes() {
    return all.stream().map(entry -> entry.outcome);
  }

  /** Tells whether instances are changed that must be locked together with those being settled. */
  boolean reachesOthers() {
    return !events.isEmpty() || !told.isEmpty() || !progress.isEmpty();
  }

  /** Returns what runs do. */
  Stream<Entry<? extends ByRun>> byRuns() {
    return Stream.of(
            children, told, steps, attempts, records, left, progress, rollbacks, settlements)
        .flatMap(List::stream);
  }

  /** Returns what changes rows of instances that runs own. */
  Stream<Entry<? extends ByRun>> rowsOfRuns() {
    return Stream.of(progress, rollbacks, settlements).flatMap(List::stream);
  }

  /** Returns the change if it settles a run, else the instance it is about. */
  private Object add(Change change) {
    if (change instanceof InstanceCreated created) {
      creations.add(entry(created));
    } else if (change instanceof ChildCreated child) {
      children.add(entry(child));
    } else if (change instanceof EventAccepted accepted) {
      (accepted.waiting() == null ? events : claims).add(entry(accepted));
    } else if (change instanceof ParentTold parentTold) {
      told.add(entry(parentTold));
    } else if (change instanceof StepWritten written) {
      steps.add(entry(written));
    } else if (change instanceof AttemptFailed failed) {
      attempts.add(entry(failed));
    } else if (change instanceof Logged logged) {
      records.add(entry(logged));
    } else if (change instanceof ChildrenLeft childrenLeft) {
      left.add(entry(childrenLeft));
    } else if (change instanceof ProgressPublished published) {
      progress.add(entry(published));
    } else if (change instanceof RollbackBegan began) {
      rollbacks.add(entry(began));
    } else {
      settlements.add(entry((ByRun) change));
      return change;
    }
    return change.instance();
  }

  private <C extends Change> Entry<C> entry(C change) {
    Entry<C> entry = new Entry<>(change);
    all.add(entry);
    return entry;
  }
}
