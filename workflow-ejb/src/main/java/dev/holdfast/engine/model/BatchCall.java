package dev.holdfast.engine.model;

import dev.holdfast.api.ErrorInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is what a step wants of the server's batch runtime, as stored.
 *
 * @param key identifies it
 * @param id text by which the runtime's execution is found again; unique for ever
 * @param workflow name of the workflow whose instance wants it
 * @param job name of the job
 * @param properties what the job is told, an encoded map of texts
 * @param attempt number of the step's attempt, from 1
 * @param requestedAt when that attempt was asked for
 * @param owner incarnation of the node that sees to it; null for none yet
 * @param execution the runtime's number of an execution of the job; null before the first, {@link
 *     #STARTING} while that is being started
 * @param status how far it is
 * @param result encoded {@link dev.holdfast.api.BatchJobResult}; null unless the job has completed
 * @param error why it has not completed; null unless the attempt has ended so
 */
public record BatchCall(
    Key key,
    String id,
    String workflow,
    String job,
    EncodedValue properties,
    int attempt,
    Instant requestedAt,
    @Nullable Long owner,
    @Nullable Long execution,
    Status status,
    @Nullable EncodedValue result,
    @Nullable ErrorInfo error) {

  /** Stands for the number of an execution that may have been started. */
  public static final long STARTING = 0;

  /** Says how far a call is. */
  public enum Status {
    /** The job is to be started, or runs. */
    OPEN,
    /** The job has ended; its instance may not know. */
    ENDED,
    /** Its instance has been told. */
    TOLD
  }

  /**
   * Identifies a call.
   *
   * @param instance number of the instance
   * @param epoch life of the instance in which the step was first reached
   * @param step the step's place in the order of start
   */
  public record Key(long instance, int epoch, int step) {

    /**
     * Returns the type of the event by which the step is told that the job has ended.
     *
     * @return a type that nobody outside may send
     */
    public String eventType() {
      return eventType(step);
    }

    /**
     * Returns the type of the event by which a step is told that its job has ended.
     *
     * @param step the step's place in the order of start
     * @return a type that nobody outside may send
     */
    public static String eventType(int step) {
      return EventRecord.INTERNAL_PREFIX + "batch/" + step;
    }
  }

  /**
   * Returns the id of the event that tells of the end of the present attempt.
   *
   * @return the same for the same attempt
   */
  public String eventId() {
    return "%sbatch/%d/%d/%d"
        .formatted(EventRecord.INTERNAL_PREFIX, key.epoch(), key.step(), attempt);
  }

  /**
   * Returns this call for another attempt, to go on where the job was left.
   *
   * @param later the call of that attempt
   * @return the new record, with the node and the execution that there were
   */
  public BatchCall again(BatchCall later) {
    return new BatchCall(
        key,
        id,
        workflow,
        job,
        later.properties,
        later.attempt,
        later.requestedAt,
        owner,
        execution,
        Status.OPEN,
        null,
        null);
  }

  /**
   * Returns this call in the hands of a node.
   *
   * @param node the node
   * @return the new record
   */
  public BatchCall ownedBy(long node) {
    return with(node, execution, status, result, error);
  }

  /**
   * Returns this call with an execution of its job.
   *
   * @param number the runtime's number
   * @return the new record
   */
  public BatchCall withExecution(long number) {
    return with(owner, number, status, result, error);
  }

  /**
   * Tells whether nobody knows yet whether the job has been started.
   *
   * @return true from before its start until its number is stored
   */
  public boolean isStarting() {
    return execution != null && execution == STARTING;
  }

  /**
   * Returns this call when its job has completed.
   *
   * @param value the encoded result
   * @return the new record
   */
  public BatchCall completed(EncodedValue value) {
    return with(owner, execution, Status.ENDED, value, null);
  }

  /**
   * Returns this call when its job has ended without having completed.
   *
   * @param why what has happened
   * @return the new record
   */
  public BatchCall failed(ErrorInfo why) {
    return with(owner, execution, Status.ENDED, null, why);
  }

  /**
   * Returns this call when its instance knows how it has ended.
   *
   * @return the new record
   */
  public BatchCall told() {
    return with(owner, execution, Status.TOLD, result, error);
  }

  private BatchCall with(
      @Nullable Long newOwner,
      @Nullable Long newExecution,
      Status newStatus,
      @Nullable EncodedValue newResult,
      @Nullable ErrorInfo newError) {
    return new BatchCall(
        key,
        id,
        workflow,
        job,
        properties,
        attempt,
        requestedAt,
        newOwner,
        newExecution,
        newStatus,
        newResult,
        newError);
  }
}
