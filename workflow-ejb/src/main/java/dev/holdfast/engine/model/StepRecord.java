package dev.holdfast.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is what the journal knows of one step.
 *
 * @param key identifies the step within the instance
 * @param seq place in the order of start within the instance's epoch, from 1; with the epoch it is
 *     the row's identity
 * @param status how far the step is
 * @param attempt number of the latest attempt known, from 1; 0 for sleeps and waits
 * @param startedAt when the step was first reached
 * @param endedAt when it ended; null while it has not
 * @param dueAt when it goes on by itself: end of a sleep, deadline of a wait, next attempt; null
 *     otherwise
 * @param options options in force as recorded text, null when none are recorded; see {@code
 *     RecordedOptions}
 * @param eventType the type of event that a wait, or the call of a child or of a batch job, is for;
 *     null for others
 * @param result the value of a completed step, the event that a wait has taken, or the error of a
 *     child that was called; null otherwise
 * @param failure the error of a failed step; null otherwise
 * @param taken the event that a completed wait or call has taken; null otherwise. Writing the
 *     record marks the event as taken, in the same transaction
 * @param startedLog position of its first record in the log; 0 before it has been written, and for
 *     a compensation that is only planned
 * @param endedLog position of its last record in the log; 0 while it has not ended
 * @param child the instance that a child step has started, or is about to; null for other kinds
 */
public record StepRecord(
    StepKey key,
    int seq,
    StepStatus status,
    int attempt,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant dueAt,
    @Nullable String options,
    @Nullable String eventType,
    @Nullable EncodedValue result,
    @Nullable Failure failure,
    @Nullable TakenEvent taken,
    long startedLog,
    long endedLog,
    @Nullable InstanceKey child) {

  /**
   * Names the event that a wait has taken.
   *
   * @param number number of the event
   * @param eventId its id
   * @param receivedAt when it was accepted
   */
  public record TakenEvent(long number, String eventId, Instant receivedAt) {

    static TakenEvent of(EventRecord event) {
      return new TakenEvent(event.number(), event.eventId(), event.receivedAt());
    }
  }

  /**
   * Returns the record of a step that has just been reached.
   *
   * @param key identifies the step
   * @param seq place in the order of start
   * @param startedAt now
   * @return a running step without anything else known
   */
  public static StepRecord started(StepKey key, int seq, Instant startedAt) {
    return new StepRecord(
        key,
        seq,
        StepStatus.RUNNING,
        0,
        startedAt,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        null);
  }

  /**
   * Returns this record in the middle of an attempt.
   *
   * @param attempt its number
   * @return the new record
   */
  public StepRecord attempting(int attempt) {
    return unfinished(StepStatus.RUNNING, attempt, null).build();
  }

  /**
   * Returns this record with options.
   *
   * @param recorded the options in force as text
   * @return the new record
   */
  public StepRecord withOptions(String recorded) {
    return edit().options(recorded).build();
  }

  /**
   * Returns this record as if it had been reached at another time.
   *
   * @param at when
   * @return the new record
   */
  public StepRecord startedAt(Instant at) {
    return edit().startedAt(at).build();
  }

  /**
   * Tells whether the step is a compensation whose handler has not been run, as far as is recorded.
   *
   * @return true for one that is planned, and for one that was left out in the end
   */
  public boolean isOnlyPlanned() {
    return key.kind() == StepKind.COMPENSATION && startedLog == 0;
  }

  /**
   * Returns this record waiting until a point in time.
   *
   * @param dueAt when it goes on by itself
   * @param eventType what ends it earlier; null for a sleep
   * @return the new record
   */
  public StepRecord waitingUntil(Instant dueAt, @Nullable String eventType) {
    return unfinished(StepStatus.RUNNING, attempt, dueAt).eventType(eventType).build();
  }

  /**
   * Returns this record between two attempts.
   *
   * @param attempt number of the attempt that failed
   * @param dueAt when the next one is made
   * @param options the options in force, recorded with the first failed attempt
   * @return the new record
   */
  public StepRecord retrying(int attempt, Instant dueAt, String options) {
    return unfinished(StepStatus.RETRYING, attempt, dueAt).options(options).build();
  }

  /**
   * Returns this record ended with a result.
   *
   * @param attempt number of the attempt that succeeded
   * @param result the value
   * @param endedAt now
   * @return the new record
   */
  public StepRecord completed(int attempt, @Nullable EncodedValue result, Instant endedAt) {
    return ended(StepStatus.COMPLETE, endedAt)
        .attempt(attempt)
        .result(result)
        .failure(null)
        .build();
  }

  /**
   * Returns this wait ended with an event.
   *
   * @param event the event
   * @param endedAt now
   * @return the new record
   */
  public StepRecord taking(EventRecord event, Instant endedAt) {
    return ended(StepStatus.COMPLETE, endedAt)
        .result(event.payload())
        .failure(null)
        .taken(TakenEvent.of(event))
        .build();
  }

  /**
   * Returns this record ended with a failure.
   *
   * @param status errored or timedOut
   * @param attempt number of the last attempt
   * @param failure the error
   * @param endedAt now
   * @return the new record
   */
  public StepRecord failed(StepStatus status, int attempt, Failure failure, Instant endedAt) {
    return ended(status, endedAt).attempt(attempt).failure(failure).build();
  }

  /**
   * Returns this record ended because its branch is not wanted any more.
   *
   * @param endedAt now
   * @return the new record
   */
  public StepRecord cancelled(Instant endedAt) {
    return ended(StepStatus.CANCELLED, endedAt).result(null).failure(null).taken(null).build();
  }

  /**
   * Returns this record going on at another time.
   *
   * @param at when it goes on by itself
   * @return the new record
   */
  public StepRecord dueAt(Instant at) {
    return edit().dueAt(at).build();
  }

  /**
   * Returns this record with another form of its result.
   *
   * @param value the result
   * @return the new record
   */
  public StepRecord withResult(EncodedValue value) {
    return edit().result(value).build();
  }

  /**
   * Returns this record with another form of its error.
   *
   * @param error the error; null for none
   * @return the new record
   */
  public StepRecord withFailure(@Nullable Failure error) {
    return edit().failure(error).build();
  }

  /**
   * Returns this record naming the instance that it is about to start.
   *
   * @param child the child
   * @param endType type of the event that tells of its end; null when that is not waited for
   * @return the new record
   */
  public StepRecord starting(InstanceKey child, @Nullable String endType) {
    return edit().child(child).eventType(endType).build();
  }

  /**
   * Returns this record in an attempt whose work is done elsewhere.
   *
   * @param number number of the attempt
   * @param endType type of the event that tells of its end
   * @param deadline when the attempt is over in any case; null for never
   * @return the new record
   */
  public StepRecord awaiting(int number, String endType, @Nullable Instant deadline) {
    return unfinished(StepStatus.RUNNING, number, deadline).eventType(endType).build();
  }

  /**
   * Returns this call of a child, or of a batch job, ended.
   *
   * @param how complete or errored
   * @param value the child's output or the job's result; of an errored child its encoded error
   * @param error why it gives no output; null when it is complete
   * @param event the event that told of the end; null when it was seen without one
   * @param endedAt now
   * @return the new record
   */
  public StepRecord childEnded(
      StepStatus how,
      @Nullable EncodedValue value,
      @Nullable Failure error,
      @Nullable EventRecord event,
      Instant endedAt) {
    return ended(how, endedAt)
        .result(value)
        .failure(error)
        .taken(event == null ? null : TakenEvent.of(event))
        .build();
  }

  /**
   * Returns this record with its positions in the log.
   *
   * @param started position of its first record
   * @param ended position of its last record; 0 while it has not ended
   * @return the new record
   */
  public StepRecord logged(long started, long ended) {
    return edit().startedLog(started).endedLog(ended).build();
  }

  /**
   * Returns this record with another name for the event that it has taken.
   *
   * @param event the event
   * @return the new record
   */
  public StepRecord renaming(TakenEvent event) {
    return edit().taken(event).build();
  }

  private StepEdit ended(StepStatus as, Instant at) {
    return edit().status(as).endedAt(at);
  }

  private StepEdit unfinished(StepStatus as, int latestAttempt, @Nullable Instant due) {
    return edit()
        .status(as)
        .attempt(latestAttempt)
        .endedAt(null)
        .dueAt(due)
        .result(null)
        .failure(null)
        .taken(null);
  }

  private StepEdit edit() {
    return new StepEdit(this);
  }
}
