package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Is the code of a branch. Like a workflow it runs from the top as often as it takes, so what must
 * not be repeated belongs into its steps.
 *
 * @param <T> type of the result
 */
@FunctionalInterface
public interface BranchBody<T extends @Nullable Object> {

  /**
   * Runs the branch to its end, or until it has to wait.
   *
   * @param branch the durable operations of this branch; inside, no other may be used
   * @return the result, handed to whoever awaits the branch; not recorded by itself
   * @throws Exception to fail the branch
   */
  T run(WorkflowStep branch) throws Exception;
}
