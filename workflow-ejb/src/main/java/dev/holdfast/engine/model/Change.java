package dev.holdfast.engine.model;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is one durable change. Changes are written in batches, each batch in one transaction. */
public sealed interface Change {

  /**
   * Returns the number of the instance that is changed; changes of one instance stay in order and
   * succeed or fail together.
   *
   * @return the number
   */
  long instance();

  /** Is a change made by a run, valid only while its lease is. */
  sealed interface ByRun extends Change {

    /**
     * Returns what entitles the run to the change.
     *
     * @return the lease
     */
    Lease lease();

    @Override
    default long instance() {
      return lease().instance();
    }
  }

  /**
   * Inserts an instance. Outcomes: applied, already exists.
   *
   * @param record the new instance, queued, or running when this node starts it at once
   * @param idIsNew whether the engine made up its id, so that no other instance can have it
   */
  record InstanceCreated(InstanceRecord record, boolean idIsNew) implements Change {

    /**
     * Makes a creation with an id that somebody chose.
     *
     * @param record the new instance
     */
    public InstanceCreated(InstanceRecord record) {
      this(record, false);
    }

    @Override
    public long instance() {
      return record.number();
    }
  }

  /**
   * Inserts or updates a step, and marks the event that it has taken, if any. Outcomes: applied,
   * lease lost.
   *
   * @param lease entitles to the change
   * @param record the whole step
   * @param isNew true to insert, false to update
   */
  record StepWritten(Lease lease, StepRecord record, boolean isNew) implements ByRun {}

  /**
   * Inserts a failed attempt. Outcomes: applied, lease lost.
   *
   * @param lease entitles to the change
   * @param record the attempt
   */
  record AttemptFailed(Lease lease, AttemptRecord record) implements ByRun {}

  /**
   * Begins to undo what the instance has done: it is rolling back from now on, and keeps its owner.
   * Written together with the steps that are to be undone. Outcomes: applied, lease lost.
   *
   * @param lease entitles to the change
   * @param trigger the error that the instance is to end with, or {@link Failure#TERMINATION}
   * @param log position of the record of the beginning
   */
  record RollbackBegan(Lease lease, Failure trigger, long log) implements ByRun {}

  /**
   * Adds a record to the log. Outcomes: applied, lease lost.
   *
   * @param lease entitles to the change
   * @param record the record
   */
  record Logged(Lease lease, LogRecord record) implements ByRun {}

  /**
   * Inserts a child on behalf of its parent's run. Outcomes: applied, already exists, lease lost.
   *
   * @param lease entitles the parent's run to the change
   * @param record the child, queued, or running when this node starts it at once
   */
  record ChildCreated(Lease lease, InstanceRecord record) implements ByRun {

    /** Returns the number of the child: its creation stands and falls alone. */
    @Override
    public long instance() {
      return record.number();
    }
  }

  /**
   * Tells the parent that a child ends, if the step that has started it waits for that. To be
   * written in one transaction with the end and before it. Outcomes: applied, not found (nobody
   * waits), lease lost.
   *
   * @param lease entitles the child's run to the change
   * @param end what to tell
   */
  record ParentTold(Lease lease, ChildEnd end) implements ByRun {}

  /**
   * Leaves children behind that are to be terminated. To be written in one transaction with the end
   * of their parent and before it. Outcomes: applied, lease lost.
   *
   * @param lease entitles the parent's run to the change
   * @param children the children
   */
  record ChildrenLeft(Lease lease, List<ChildClosing> children) implements ByRun {

    /** Copies the list. */
    public ChildrenLeft {
      children = List.copyOf(children);
    }
  }

  /**
   * Replaces what the instance shows as its progress. Outcomes: applied, lease lost.
   *
   * @param lease entitles to the change
   * @param value what its code has published
   */
  record ProgressPublished(Lease lease, EncodedValue value) implements ByRun {}

  /**
   * Gives the instance up until it is due or an event comes, and forgets its recoveries. Outcomes:
   * applied, lease lost, signalled (something reached the instance that the run has not seen: it
   * must look and go on). That it waits or is paused is added to the log.
   *
   * @param lease entitles to the change
   * @param status waiting, or rollingBack; or queued when the node gives up an instance it cannot
   *     run. An instance that is to wait and has been asked to pause is paused instead
   * @param wakeAt when it is due; null for never by itself
   * @param seenSignals how many signals the run has seen
   * @param startedAt when the code first ran
   * @param version version of the code that ran
   * @param at now; since when it is paused, should a pause have been asked for
   * @param log a position behind all that the run has written
   * @param awaits types of the events that make it due, sorted; null for any
   */
  record Suspended(
      Lease lease,
      InstanceStatus status,
      @Nullable Instant wakeAt,
      int seenSignals,
      Instant startedAt,
      String version,
      Instant at,
      long log,
      @Nullable List<String> awaits)
      implements ByRun {

    /** Copies the list. */
    public Suspended {
      awaits = awaits == null ? null : List.copyOf(awaits);
    }
  }

  /**
   * Ends the instance. Outcomes: applied, lease lost.
   *
   * @param lease entitles to the change
   * @param status complete or errored; terminated after a compensation that terminate asked for
   * @param output what the workflow returned; null unless complete
   * @param failure what ended it; null unless errored
   * @param startedAt when the code first ran
   * @param endedAt now
   * @param version version of the code that ran
   * @param purgeAt when it may be purged; null for never
   * @param log position of the record of the end
   * @param warnings what was noticed about its code, for people
   * @param rollback what became of its compensation; null when there was none
   */
  record Ended(
      Lease lease,
      InstanceStatus status,
      @Nullable EncodedValue output,
      @Nullable Failure failure,
      Instant startedAt,
      Instant endedAt,
      String version,
      @Nullable Instant purgeAt,
      long log,
      List<String> warnings,
      @Nullable Rollback rollback)
      implements ByRun {

    /** Copies the list. */
    public Ended {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Stores an event and makes the instance due when it waits for events of the type. Outcomes:
   * applied, not found (also when the epoch is over), finished, already exists, buffer full.
   *
   * <p>Or it stores an event that claims the instance for the writing node at once, and nothing if
   * it cannot. Outcomes: claimed, signalled (something has happened to the instance since it was
   * read, or it does not wait for the event, or has too many).
   *
   * @param record the event
   * @param bufferLimit most events of the instance that no wait has taken, this one included; those
   *     of the engine itself do not count
   * @param waiting the instance as it was read, if it is to be claimed: the writing node has a slot
   *     for it, and no event with the id was stored then; null for no claim
   */
  record EventAccepted(EventRecord record, int bufferLimit, @Nullable InstanceRecord waiting)
      implements Change {

    /**
     * Stores an event, and claims nothing.
     *
     * @param record the event
     * @param bufferLimit most events of the instance that no wait has taken, this one included
     */
    public EventAccepted(EventRecord record, int bufferLimit) {
      this(record, bufferLimit, null);
    }

    /**
     * Stores an event however many there are, and claims nothing.
     *
     * @param record the event
     */
    public EventAccepted(EventRecord record) {
      this(record, Integer.MAX_VALUE);
    }

    @Override
    public long instance() {
      return record.instance();
    }
  }
}
