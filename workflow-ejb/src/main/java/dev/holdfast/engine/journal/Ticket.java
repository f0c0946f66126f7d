package dev.holdfast.engine.journal;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands for changes handed to the journal writer: they are written in one transaction, before
 * everything handed over later. Guarded by the writer's lock until it is settled.
 */
public final class Ticket {

  private final List<Change> changes;
  private final Batch batch;
  private final long order;
  private @Nullable List<Outcome> outcomes;
  private @Nullable RuntimeException failure;

  Ticket(List<Change> changes, Batch batch, long order) {
    this.changes = List.copyOf(changes);
    this.batch = batch;
    this.order = order;
  }

  /**
   * Tells which of two tickets is written first.
   *
   * @param other another ticket of the same writer
   * @return true when this one was handed over earlier
   */
  public boolean isBefore(Ticket other) {
    return order < other.order;
  }

  List<Change> changes() {
    return changes;
  }

  Batch batch() {
    return batch;
  }

  boolean isSettled() {
    return outcomes != null || failure != null;
  }

  void settle(List<Outcome> result) {
    outcomes = List.copyOf(result);
  }

  void fail(RuntimeException reason) {
    failure = reason;
  }

  /** Returns what became of the changes, or throws what kept them from being written. */
  List<Outcome> result() {
    if (failure != null) {
      throw failure;
    }
    if (outcomes == null) {
      throw new IllegalStateException("The changes are not written yet");
    }
    return outcomes;
  }
}
