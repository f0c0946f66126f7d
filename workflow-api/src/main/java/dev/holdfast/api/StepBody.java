package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Is the work of a step that wants to know its attempt or its idempotency key.
 *
 * @param <T> type of the result
 */
@FunctionalInterface
public interface StepBody<T extends @Nullable Object> {

  /**
   * Does the work.
   *
   * @param context the attempt being made
   * @return the result, recorded before anybody sees it
   * @throws Exception to fail the attempt; a {@link NonRetryableException} fails the step for good
   */
  T run(StepContext context) throws Exception;
}
