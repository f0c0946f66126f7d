package dev.holdfast.engine.model;

import dev.holdfast.api.InstanceStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is what is stored of an instance besides its journal.
 *
 * @param number identity of the row
 * @param key how users address it
 * @param origin what it was created with, never changed
 * @param status where it is in its life
 * @param epoch 1, and one more for each restart
 * @param owner incarnation of the node that runs it; null unless the status holds a slot
 * @param wakeAt when it is due; null while it is owned, finished, or waits without a deadline
 * @param signals how many events and control calls have reached it; a run that suspends compares
 *     this with what it has seen, so no wake-up is lost
 * @param recoveries take-overs in a row without a new journal entry
 * @param startedAt when its code first ran; null before that is recorded
 * @param endedAt when it ended; null before
 * @param lastVersion the version it last ran on; null before that is recorded
 * @param output what it returned; null unless complete
 * @param failure what ended it; null unless errored
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
    @Nullable Failure failure) {

  /**
   * Is what an instance was created with.
   *
   * @param params the payload; null for none
   * @param createdAt when it was created; the event's timestamp
   * @param version version of the workflow then
   * @param trigger what created it: {@code api}, {@code java} or {@code jms}
   * @param caller who created it, empty when unknown
   */
  public record Origin(
      @Nullable EncodedValue params,
      Instant createdAt,
      String version,
      String trigger,
      String caller) {}

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
        null);
  }

  /**
   * Returns this instance as owned and running.
   *
   * @param node incarnation of the node that runs it
   * @return the new record
   */
  public InstanceRecord runningOn(long node) {
    return new InstanceRecord(
        number,
        key,
        origin,
        InstanceStatus.RUNNING,
        epoch,
        node,
        null,
        signals,
        recoveries,
        startedAt,
        endedAt,
        lastVersion,
        output,
        failure);
  }

  /**
   * Returns this instance as it is after its end.
   *
   * @param end what was written
   * @return the new record
   */
  public InstanceRecord ended(Change.Ended end) {
    return new InstanceRecord(
        number,
        key,
        origin,
        end.status(),
        epoch,
        null,
        null,
        signals,
        recoveries,
        startedAt == null ? end.startedAt() : startedAt,
        end.endedAt(),
        end.version(),
        end.output(),
        end.failure());
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
}
