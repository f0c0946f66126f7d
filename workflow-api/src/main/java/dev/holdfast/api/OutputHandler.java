package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Is the short form of a {@link CompensationHandler} that needs nothing but what the step returned.
 *
 * @param <T> type of the step's result
 */
@FunctionalInterface
public interface OutputHandler<T> {

  /**
   * Undoes the step.
   *
   * @param output what the step returned; null also when it has no output, because it failed, was
   *     cancelled, or was interrupted by a crash
   * @throws Exception to fail the attempt; a {@link NonRetryableException} ends the retries
   */
  void compensate(@Nullable T output) throws Exception;
}
