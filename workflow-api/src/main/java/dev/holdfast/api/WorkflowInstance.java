package dev.holdfast.api;

import java.time.Duration;
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
   * Sends an event with a generated id.
   *
   * @param type 1 to 100 letters, digits, {@code _} and {@code -}, not starting with {@code -}
   * @param payload at most 1 MiB encoded; null for none
   * @return the receipt, once the event is stored
   * @throws InstanceFinishedException when the instance takes no more events
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
   */
  EventReceipt sendEvent(String type, @Nullable Object payload, String eventId);

  /**
   * Ends the instance: its bodies in flight are interrupted and nothing of them is recorded.
   *
   * @return the status after the call
   * @throws IllegalInstanceStatusException when it has ended already
   */
  InstanceStatus terminate();

  /**
   * Waits for the end of the instance.
   *
   * @param timeout how long to wait at the most
   * @return the status it ended with, or the one it has when the time is over
   * @throws InterruptedException when the waiting thread is interrupted
   */
  WorkflowStatus awaitEnd(Duration timeout) throws InterruptedException;
}
