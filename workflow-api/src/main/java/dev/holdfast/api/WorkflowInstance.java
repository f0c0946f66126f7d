package dev.holdfast.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refers to one instance of a workflow. It stays valid whatever happens to the instance, holds no
 * state of it, and may be used from any thread.
 *
 * <p>Each method throws {@link InstanceNotFoundException} once the instance is gone.
 */
public interface WorkflowInstance {

  /**
   * Returns the id.
   *
   * @return unique within the workflow
   */
  String id();

  /**
   * Returns the name of the workflow.
   *
   * @return as in its {@link Workflow} annotation
   */
  String workflow();

  /**
   * Tells whether {@code create} found the instance instead of making it.
   *
   * @return true only after {@link CreateOptions#returnExisting()} met an older instance
   */
  boolean existing();

  /**
   * Reads where the instance is.
   *
   * @return its status, with output or error once it has ended
   */
  WorkflowStatus status();

  /**
   * Reads what the instance's code has published last by {@link WorkflowStep#progress}.
   *
   * @return the value; null when it has published nothing, or null
   */
  @Nullable Object progress();

  /**
   * Sends an event with a generated id.
   *
   * @param type 1 to 100 letters, digits, {@code _} and {@code -}, not starting with {@code -}
   * @param payload at most 1 MiB encoded; null for none
   * @return the receipt, once the event is stored
   * @throws InstanceFinishedException when the instance takes no more events
   * @throws EventBufferFullException when it has too many events that no wait has taken
   */
  EventReceipt sendEvent(String type, @Nullable Object payload);

  /**
   * Sends an event under an id. A second one of the same id is dropped and acknowledged with the
   * receipt of the first, even when the instance has finished since.
   *
   * <p>Inside a JTA transaction the event takes effect with its commit; else it is stored when the
   * call returns.
   *
   * @param type 1 to 100 letters, digits, {@code _} and {@code -}, not starting with {@code -}
   * @param payload at most 1 MiB encoded; null for none
   * @param eventId 1 to 200 characters
   * @return the receipt, once the event is stored
   * @throws InstanceFinishedException when the instance takes no more events
   * @throws EventBufferFullException when it has too many events that no wait has taken
   */
  EventReceipt sendEvent(String type, @Nullable Object payload, String eventId);

  /**
   * Stops the instance at its next step boundary. Bodies in flight may end and are recorded; no new
   * one starts. Sleeps, waits and back-offs do not delay the pause, and their time stands still
   * until {@link #resume}. Does nothing when the instance is queued, being paused, paused, or
   * rolling back.
   *
   * @return the status after the call: {@code waitingForPause} while bodies are in flight
   * @throws IllegalInstanceStatusException when it has ended
   */
  InstanceStatus pause();

  /**
   * Lets a paused instance go on: open deadlines move later by the time spent paused, events sent
   * meanwhile are delivered. A pause that is still waited for is cancelled. Does nothing when the
   * instance is queued, running, waiting, or rolling back.
   *
   * @return the status after the call
   * @throws IllegalInstanceStatusException when it has ended
   */
  InstanceStatus resume();

  /**
   * Ends the instance: its bodies in flight are interrupted and nothing of them is recorded.
   *
   * @return the status after the call
   * @throws IllegalInstanceStatusException when it has ended already
   */
  default InstanceStatus terminate() {
    return terminate(false);
  }

  /**
   * Ends the instance, after its compensation when that is wanted. Bodies in flight are interrupted
   * and nothing of them is recorded. A compensation that runs is stopped by a plain termination and
   * left alone by one with rollback.
   *
   * @param rollback whether the handlers of the steps are run first
   * @return the status after the call: {@code rollingBack} when there is something to undo
   * @throws IllegalInstanceStatusException when it has ended already
   */
  InstanceStatus terminate(boolean rollback);

  /**
   * Starts the instance from its top with the same event, whatever its status. Everything recorded
   * is forgotten, buffered events too; what runs is interrupted.
   *
   * @return the status after the call
   */
  InstanceStatus restart();

  /**
   * Starts the instance from one of its steps, whatever its status. Steps started before it stay
   * recorded; buffered events are forgotten; what runs is interrupted.
   *
   * @param from the step
   * @return the status after the call
   * @throws WorkflowException {@code instance.cannot_restart} when the step is not in the journal;
   *     nothing changes then
   */
  InstanceStatus restart(RestartPoint from);

  /**
   * Removes the instance and everything stored for it. What runs is interrupted; no compensation is
   * run. Its id is free as soon as the call has returned.
   */
  void delete();

  /**
   * Reads the oldest records of the event log behind a cursor.
   *
   * @param cursor {@link LogEntry#eventId()} of the last record that is known; 0 for none
   * @return up to several hundred records in their order, not necessarily all; empty when there are
   *     none
   */
  List<LogEntry> log(long cursor);

  /**
   * Follows the event log: kept records first, then new ones soon after their commit, until the
   * instance has ended, is deleted, or the subscription is closed. The record of the end ends it
   * even when it is not selected.
   *
   * @param selection which records are wanted
   * @param listener is told them
   * @return the subscription
   */
  LogSubscription subscribe(LogSelection selection, LogListener listener);

  /**
   * Waits for the end of the instance.
   *
   * @param timeout how long to wait at the most
   * @return the status it ended with, or the one it has when the time is over
   * @throws InterruptedException when the waiting thread is interrupted
   */
  WorkflowStatus awaitEnd(Duration timeout) throws InterruptedException;
}
