package dev.holdfast.engine.port;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.model.ChildEnd;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.StepRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes instances from outside their run. What is to be done is decided by the caller while the
 * rows are locked, so that calls on one instance take effect one after another.
 */
public interface InstanceControl {

  /**
   * Locks an instance, asks what is to be done with it, and does that, all in one transaction of
   * its own. The row of the owning node is locked exclusively before the instance's row, so that
   * the owner's next write sees a revoked lease; the row of its parent together with its own, in
   * order of number.
   *
   * @param key the instance
   * @param controller decides; what it throws is thrown on, and nothing is changed
   * @return what was decided; empty when there is no such instance
   */
  Optional<Decision> change(InstanceKey key, Controller controller);

  /**
   * Does the same with many instances that rest, all in one transaction of its own. Left out are
   * those that a node owns, that have a parent, that another transaction holds, that are gone, and
   * those about which the controller throws a {@link dev.holdfast.api.WorkflowException}: each of
   * them is for {@link #change}.
   *
   * @param numbers of the instances
   * @param controller decides about each
   * @return what was decided, without those that were left out
   */
  List<Decision> changeResting(List<Long> numbers, Controller controller);

  /**
   * Decides what is to be done with an instance. May be asked again; must not have side effects.
   */
  @FunctionalInterface
  interface Controller {

    /**
     * Decides.
     *
     * @param instance the instance as it is, locked
     * @param journal reads its steps when they matter
     * @return what is to be done
     */
    Decision decide(InstanceRecord instance, Journal journal);
  }

  /** Reads the journal of the instance that is being decided about. */
  @FunctionalInterface
  interface Journal {

    /**
     * Reads the steps.
     *
     * @return the steps of the present epoch, in order of start
     */
    List<StepRecord> steps();
  }

  /**
   * Is what is to be done with an instance, and what its parent and children have to do with it.
   *
   * @param before the instance as it was
   * @param after the instance as it is to be; empty to delete it and everything stored for it
   * @param rewrite what is to be done with its journal
   * @param log what is to be added to its log, in the epoch that it has then; nothing is added to
   *     an instance that is deleted
   * @param childEnd what its parent is told, if a step of it waits for that
   * @param closings its children that are to be terminated
   * @param audit what is to be recorded about the command; empty for nothing
   */
  record Decision(
      InstanceRecord before,
      Optional<InstanceRecord> after,
      Rewrite rewrite,
      List<LogRecord> log,
      Optional<ChildEnd> childEnd,
      List<ChildClosing> closings,
      Optional<AuditEntry> audit) {

    /** Copies the lists. */
    public Decision {
      log = List.copyOf(log);
      closings = List.copyOf(closings);
    }

    /**
     * Makes a decision of which the log, parent and children know nothing.
     *
     * @param before the instance as it was
     * @param after the instance as it is to be; empty to delete it
     * @param rewrite what is to be done with its journal
     */
    public Decision(InstanceRecord before, Optional<InstanceRecord> after, Rewrite rewrite) {
      this(before, after, rewrite, List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * Adds records to the log.
     *
     * @param records their positions are at most what the log of the instance is after the decision
     * @return the new decision
     */
    public Decision logging(LogRecord... records) {
      return new Decision(before, after, rewrite, List.of(records), childEnd, closings, audit);
    }

    /**
     * Leaves everything as it is.
     *
     * @param instance the instance
     * @return the decision
     */
    public static Decision nothing(InstanceRecord instance) {
      return new Decision(instance, Optional.of(instance), new Rewrite.Nothing());
    }

    /**
     * Changes the row alone.
     *
     * @param before the instance as it was
     * @param after the instance as it is to be
     * @return the decision
     */
    public static Decision change(InstanceRecord before, InstanceRecord after) {
      return new Decision(before, Optional.of(after), new Rewrite.Nothing());
    }

    /**
     * Deletes the instance and everything stored for it.
     *
     * @param before the instance as it was
     * @return the decision
     */
    public static Decision delete(InstanceRecord before) {
      return new Decision(before, Optional.empty(), new Rewrite.Nothing());
    }

    /**
     * Returns this decision with another row.
     *
     * @param other the instance as it is to be
     * @return the new decision
     */
    public Decision withAfter(InstanceRecord other) {
      return new Decision(before, Optional.of(other), rewrite, log, childEnd, closings, audit);
    }

    /**
     * Adds what parent and children have to do with it.
     *
     * @param end what its parent is told
     * @param left its children that are to be terminated
     * @return the new decision
     */
    public Decision with(Optional<ChildEnd> end, List<ChildClosing> left) {
      return new Decision(before, after, rewrite, log, end, left, audit);
    }

    /**
     * Adds the record of the command; it is written although nothing else is changed.
     *
     * @param entry what to record
     * @return the new decision
     */
    public Decision auditing(AuditEntry entry) {
      return new Decision(before, after, rewrite, log, childEnd, closings, Optional.of(entry));
    }

    /**
     * Tells whether the owner, if any, loses its lease.
     *
     * @return true when there was an owner that the instance has no more
     */
    public boolean revokes() {
      return before.owner() != null
          && after.map(it -> it.owner() == null || it.epoch() != before.epoch()).orElse(true);
    }
  }

  /** Says what is to be done with the journal of an instance. */
  sealed interface Rewrite {

    /** Leaves it as it is. */
    record Nothing() implements Rewrite {}

    /**
     * Moves the due times of unfinished steps.
     *
     * @param by how much later
     */
    record Shift(Duration by) implements Rewrite {}

    /**
     * Begins a new epoch with some of the steps: they and their attempts are moved to it, all other
     * steps, attempts, all events and all records of the log are removed.
     *
     * @param kept places of the steps that are kept, in the order of start
     */
    record Rewind(Set<Integer> kept) implements Rewrite {

      /** Copies the set. */
      public Rewind {
        kept = Set.copyOf(kept);
      }
    }
  }
}
