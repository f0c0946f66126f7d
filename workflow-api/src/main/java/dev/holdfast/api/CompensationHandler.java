package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Undoes a step when its instance fails, or is terminated with rollback.
 *
 * @param <T> type of the step's result
 */
@FunctionalInterface
public interface CompensationHandler<T extends @Nullable Object> {

  /**
   * Undoes the step. Runs at least once: a handler that a crash interrupts runs again, so it should
   * be idempotent; once its end is recorded it never runs again. It cannot call steps ({@code
   * step.rolling_back}).
   *
   * @param context the step to undo and why
   * @throws Exception to fail the attempt; a {@link NonRetryableException} ends the retries
   */
  void compensate(CompensationContext<T> context) throws Exception;
}
