package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Is a sequence of steps that runs beside the code that started it.
 *
 * @param <T> type of the result
 */
public interface Branch<T extends @Nullable Object> {

  /**
   * Returns the name given to the branch.
   *
   * @return the name
   */
  String name();

  /**
   * Waits until the branch has ended.
   *
   * @return what its body returned
   * @throws WorkflowException whatever ended the branch, the same on every replay
   */
  T await();
}
