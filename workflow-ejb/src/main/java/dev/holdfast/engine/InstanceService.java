package dev.holdfast.engine;

import dev.holdfast.api.BatchDeletion;
import dev.holdfast.api.Blob;
import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogSubscription;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Requester;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts, finds and steers instances: the one door through which the Java client, REST and JMS come
 * in. All errors are {@code WorkflowException}s with their stable codes; thread-safe.
 *
 * <p>{@code create} and {@code sendEvent} take part in the caller's JTA transaction when there is
 * one; else what they did is durable when they return.
 */
public interface InstanceService {

  /**
   * Creates an instance.
   *
   * @param request what to create
   * @return the instance as stored, or the older one
   */
  Created create(NewInstance request);

  /**
   * Creates instances. What breaks a rule rejects the whole call, naming the index of its entry.
   *
   * @param requests what to create, all of one workflow
   * @return what became of each, in order
   */
  List<BatchEntry> createBatch(List<NewInstance> requests);

  /**
   * Returns an instance.
   *
   * @param key the instance
   * @return what is stored of it
   */
  InstanceRecord get(InstanceKey key);

  /**
   * Looks for an instance.
   *
   * @param key the instance
   * @return what is stored of it, or empty
   */
  Optional<InstanceRecord> find(InstanceKey key);

  /**
   * Returns an instance with its steps and attempts.
   *
   * @param key the instance
   * @return everything recorded
   */
  InstanceDetails details(InstanceKey key);

  /**
   * Returns all that is stored of an instance's present epoch, for an export; of large results as
   * much as {@link InstanceJournal#LARGE_RESULT_BYTES} allows.
   *
   * @param key the instance
   * @return the instance with its steps, attempts and events
   */
  InstanceJournal journal(InstanceKey key);

  /**
   * Looks for the result of a step that is kept in chunks, outside of the step's record.
   *
   * @param instance the instance
   * @param step one of its steps
   * @return the bytes of a blob, or of a value as its codec wrote it; empty when the record itself
   *     holds the result
   */
  Optional<Blob> findLargeResult(InstanceRecord instance, StepRecord step);

  /**
   * Lists instances; see the reader's own contract.
   *
   * @param query what to list
   * @return a page
   */
  List<InstanceSummary> list(InstanceQuery query);

  /**
   * Counts instances one by one: takes seconds for some millions of them.
   *
   * @param query what to count; its order and limit are of no meaning
   * @return how many there are
   */
  long count(InstanceQuery query);

  /**
   * Sends an event.
   *
   * @param key the instance
   * @param type type of the event
   * @param payload what to send; null for none
   * @param eventId its id; generated when empty
   * @return the receipt; of the first event when the id is repeated
   */
  EventReceipt sendEvent(
      InstanceKey key, String type, @Nullable EncodedValue payload, Optional<String> eventId);

  /**
   * Steers an instance.
   *
   * @param key the instance
   * @param command what is wanted
   * @param caller who wants it, for the log; empty when unknown
   * @return the status after the call; the last one it had when it was deleted
   */
  InstanceStatus steer(InstanceKey key, Command command, String caller);

  /**
   * Steers an instance, and records that in the audit trail.
   *
   * @param key the instance
   * @param command what is wanted
   * @param by who wants it, and why
   * @return the status after the call; the last one it had when it was deleted
   */
  default InstanceStatus steer(InstanceKey key, Command command, Requester by) {
    return steer(key, command, by.caller());
  }

  /**
   * Steers an instance on behalf of code.
   *
   * @param key the instance
   * @param command what is wanted
   * @return the status after the call; the last one it had when it was deleted
   */
  default InstanceStatus steer(InstanceKey key, Command command) {
    return steer(key, command, "");
  }

  /**
   * Deletes instances, each by itself.
   *
   * @param workflow name of the workflow
   * @param ids their ids
   * @return what became of each
   */
  BatchDeletion deleteBatch(String workflow, List<String> ids);

  /**
   * Deletes instances, each by itself, and records each in the audit trail.
   *
   * @param workflow name of the workflow
   * @param ids their ids
   * @param by who wants it, and why
   * @return what became of each
   */
  default BatchDeletion deleteBatch(String workflow, List<String> ids, Requester by) {
    return deleteBatch(workflow, ids);
  }

  /**
   * Waits for the end of an instance.
   *
   * @param key the instance
   * @param timeout how long at the most
   * @return what is stored of it when it has ended or the time is over
   * @throws InterruptedException when the waiting thread is interrupted
   */
  InstanceRecord awaitEnd(InstanceKey key, Duration timeout) throws InterruptedException;

  /**
   * Tells a listener of the end of an instance, without holding a thread until then: at once of one
   * that has ended already or ends on this node, within about a second of others. A watch is lost
   * with the process.
   *
   * @param key the instance
   * @param told is told once, on a thread of the engine; never when the instance is deleted
   * @return ends the watch
   * @throws dev.holdfast.api.InstanceNotFoundException when there is no such instance
   */
  EndWatch watchEnd(InstanceKey key, Consumer<InstanceRecord> told);

  /**
   * Reads the oldest records of an event log behind a cursor.
   *
   * @param key the instance
   * @param cursor id of the last record that is not wanted any more; 0 for none
   * @return up to several hundred records by id, not necessarily all; empty when there are none
   */
  List<LogEntry> log(InstanceKey key, long cursor);

  /**
   * Follows an event log: kept records first, then new ones as they are committed, until the
   * instance has ended.
   *
   * @param key the instance
   * @param selection which records are wanted
   * @param listener is told them
   * @return the subscription
   */
  LogSubscription subscribe(InstanceKey key, LogSelection selection, LogListener listener);

  /**
   * Takes over JSON text that came from outside.
   *
   * @param what names the text in the error, such as {@code params}
   * @param json the text
   * @return the value, to be used as params or payload
   * @throws dev.holdfast.api.InvalidRequestException {@code request.invalid} when it is not JSON
   */
  EncodedValue json(String what, String json);

  /**
   * Is what a creation gave.
   *
   * @param instance the instance as stored; a new one is reported as queued
   * @param existing true when it is an older one
   */
  record Created(InstanceRecord instance, boolean existing) {}

  /**
   * Is what became of an entry of a batch.
   *
   * @param id the id of the entry, generated when it had none
   * @param created the instance; empty when there is an error
   * @param error why there is none; its code is {@code instance.already_exists}, {@code
   *     batch.duplicate_id} or {@code internal}
   */
  record BatchEntry(String id, Optional<Created> created, Optional<WorkflowException> error) {}
}
