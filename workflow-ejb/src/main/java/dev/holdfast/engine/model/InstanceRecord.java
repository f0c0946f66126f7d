package dev.holdfast.engine.model;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Retention;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is what is stored of an instance besides its journal.
 *
 * @param number identity of the row
 * @param key how users address it
 * @param origin what it was created with, never changed in the database
 * @param status where it is in its life
 * @param epoch 1, and one more for each restart
 * @param owner incarnation of the node that runs it; null unless the status holds a slot
 * @param wakeAt when it is due: to be claimed, or once it has ended to be purged; null while it is
 *     owned or paused, waits without a deadline, or is kept for ever
 * @param signals how many events and control calls have reached it; a run that suspends compares
 *     this with what it has seen, so no wake-up is lost
 * @param recoveries take-overs in a row without a new journal entry
 * @param startedAt when its code first ran; null before that is recorded
 * @param endedAt when it ended; null before
 * @param lastVersion the version it last ran on; null before that is recorded
 * @param output what it returned; null unless complete
 * @param failure what ended it, or is about to: kept while it is rolling back, a termination too,
 *     so that it tells that what is to be undone has been recorded; null otherwise
 * @param pausedAt since when it is paused; null unless it is
 * @param log position of its latest record, as far as this row knows; see {@link LogPositions}
 * @param progress what its code has published last; null for nothing
 * @param warnings what was noticed about its code, for people
 * @param rollback what became of its compensation; null unless one has ended
 * @param awaits types of the events that make it due while it waits; null for any
 */
public record InstanceRecord(
    long number,
    InstanceKey key,
    Origin origin,
    InstanceStatus status,
    int epoch,
    @Nullable Long owner,
    @Nullable Instant wakeAt,
    int signals,
    int recoveries,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String lastVersion,
    @Nullable EncodedValue output,
    @Nullable Failure failure,
    @Nullable Instant pausedAt,
    long log,
    @Nullable EncodedValue progress,
    List<String> warnings,
    @Nullable Rollback rollback,
    @Nullable List<String> awaits) {

  /** Copies the lists. */
  public InstanceRecord {
    warnings = List.copyOf(warnings);
    awaits = awaits == null ? null : List.copyOf(awaits);
  }

  /**
   * Is what an instance was created with.
   *
   * @param params the payload; null for none
   * @param createdAt when it was created; the event's timestamp
   * @param version version of the workflow then
   * @param trigger what created it: {@code api}, {@code java}, {@code jms}, {@code cron}, {@code
   *     child} or {@code import}
   * @param caller who created it, empty when unknown
   * @param retention how long it is kept after its end, as far as its creator has said
   * @param parent the instance that started it; null for none
   * @param schedule the firing that created it; null for none
   */
  public record Origin(
      @Nullable EncodedValue params,
      Instant createdAt,
      String version,
      String trigger,
      String caller,
      Retention retention,
      @Nullable Parent parent,
      @Nullable ScheduledFiring schedule) {

    /**
     * Makes the origin of an instance that has neither parent nor schedule.
     *
     * @param params the payload; null for none
     * @param createdAt when it was created
     * @param version version of the workflow then
     * @param trigger what created it
     * @param caller who created it
     */
    public Origin(
        @Nullable EncodedValue params,
        Instant createdAt,
        String version,
        String trigger,
        String caller) {
      this(params, createdAt, version, trigger, caller, Retention.DEFAULT, null, null);
    }

    Origin withParams(@Nullable EncodedValue others) {
      return new Origin(others, createdAt, version, trigger, caller, retention, parent, schedule);
    }
  }

  /**
   * Names the step that started a child.
   *
   * @param key the parent
   * @param number the parent's row
   * @param epoch the parent's life
   * @param step the step's place in the order of start
   */
  public record Parent(InstanceKey key, long number, int epoch, int step) {}

  /**
   * Returns a new instance that nobody runs yet.
   *
   * @param number identity of the row
   * @param key how users address it
   * @param origin what it is created with
   * @param startAt when it is due
   * @return a queued instance
   */
  public static InstanceRecord queued(
      long number, InstanceKey key, Origin origin, Instant startAt) {
    return new InstanceRecord(
        number,
        key,
        origin,
        InstanceStatus.QUEUED,
        1,
        null,
        startAt,
        0,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        LogPositions.at(origin.createdAt()),
        null,
        List.of(),
        null,
        null);
  }

  /**
   * Begins to change a copy of this record.
   *
   * @return the copy
   */
  public InstanceEdit edit() {
    return new InstanceEdit(this);
  }

  /**
   * Returns this instance as claimed: owned, and running unless it is rolling back.
   *
   * @param node incarnation of the node that runs it
   * @return the new record
   */
  public InstanceRecord runningOn(long node) {
    InstanceStatus claimed =
        status == InstanceStatus.ROLLING_BACK ? status : InstanceStatus.RUNNING;
    return edit().status(claimed).owner(node).wakeAt(null).build();
  }

  /**
   * Returns this instance as claimed at a point in time, which is when its code runs first unless
   * it has run before.
   *
   * @param node incarnation of the node that runs it
   * @param now the time
   * @return the new record
   */
  public InstanceRecord claimedBy(long node, Instant now) {
    return runningOn(node).edit().startedAt(startedAt == null ? now : startedAt).build();
  }

  /**
   * Returns this instance as it is after its end.
   *
   * @param end what was written
   * @return the new record
   */
  public InstanceRecord ended(Change.Ended end) {
    return edit()
        .status(end.status())
        .owner(null)
        .wakeAt(end.purgeAt())
        .recoveries(0)
        .startedAt(startedAt == null ? end.startedAt() : startedAt)
        .endedAt(end.endedAt())
        .lastVersion(end.version())
        .output(end.output())
        .failure(end.failure())
        .log(Math.max(log, end.log()))
        .warnings(end.warnings())
        .rollback(end.rollback())
        .build();
  }

  /**
   * Returns this instance as a suspension leaves it: paused instead of waiting, if a pause has been
   * asked for.
   *
   * @param suspension what was written
   * @return the new record
   */
  public InstanceRecord suspended(Change.Suspended suspension) {
    boolean pauses =
        status == InstanceStatus.WAITING_FOR_PAUSE && suspension.status() == InstanceStatus.WAITING;
    return edit()
        .status(pauses ? InstanceStatus.PAUSED : suspension.status())
        .owner(null)
        .wakeAt(pauses ? null : suspension.wakeAt())
        .signals(suspension.seenSignals())
        .recoveries(0)
        .startedAt(startedAt == null ? suspension.startedAt() : startedAt)
        .lastVersion(suspension.version())
        .pausedAt(pauses ? suspension.at() : null)
        .log(Math.max(log, suspension.log()))
        .awaits(suspension.awaits())
        .build();
  }

  /**
   * Tells whether an event makes this instance due.
   *
   * @param type type of the event
   * @return false when it does not wait, or for other events only
   */
  public boolean isAwaiting(String type) {
    return status == InstanceStatus.WAITING && (awaits == null || awaits.contains(type));
  }

  /**
   * Returns the error that users see.
   *
   * @return what ended it; empty unless it is errored
   */
  public Optional<ErrorInfo> error() {
    return status == InstanceStatus.ERRORED
        ? Optional.ofNullable(failure).map(Failure::error)
        : Optional.empty();
  }

  /**
   * Returns the lease of its owner.
   *
   * @return the lease
   * @throws IllegalStateException when nobody owns it
   */
  public Lease lease() {
    if (owner == null) {
      throw new IllegalStateException("Instance " + key + " has no owner");
    }
    return new Lease(number, epoch, owner);
  }

  /**
   * Returns this record as it is in another database.
   *
   * @param numberThere its number there
   * @param parentThere what is known of its parent there; null when it has none
   * @return the new record
   */
  public InstanceRecord relocated(long numberThere, @Nullable Parent parentThere) {
    Origin moved =
        new Origin(
            origin.params(),
            origin.createdAt(),
            origin.version(),
            origin.trigger(),
            origin.caller(),
            origin.retention(),
            parentThere,
            origin.schedule());
    return new InstanceRecord(
        numberThere,
        key,
        moved,
        status,
        epoch,
        owner,
        wakeAt,
        signals,
        recoveries,
        startedAt,
        endedAt,
        lastVersion,
        output,
        failure,
        pausedAt,
        log,
        progress,
        warnings,
        rollback,
        awaits);
  }
}
