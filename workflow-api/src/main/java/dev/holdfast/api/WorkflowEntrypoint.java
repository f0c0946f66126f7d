package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Is what a workflow class implements: one method, run from the top as often as it takes.
 *
 * <p>The engine calls {@link #run} again whenever the instance goes on: after a sleep, an event, a
 * crash or a redeployment. A step that has finished returns its recorded value without running, so
 * the code arrives where it left off. What must not be repeated belongs into a step; so do time,
 * randomness and everything else that may differ from one execution to the next.
 *
 * @param <P> type of the payload; it is read from this declaration, so the class must name it
 * @param <R> type of the result; {@link Void} for none
 */
public interface WorkflowEntrypoint<P extends @Nullable Object, R extends @Nullable Object> {

  /**
   * Runs the workflow to its end, or until it has to wait.
   *
   * @param event what started the instance, the same for every execution
   * @param step the durable operations; usable only on the calling thread and only until this
   *     method ends
   * @return the output of the instance, at most 1 MiB encoded
   * @throws Exception to make the instance {@code errored}, with the exception's simple class name
   *     and message
   */
  R run(WorkflowEvent<P> event, WorkflowStep step) throws Exception;
}
