package dev.holdfast.api;

import java.time.Duration;

/** Computes the base delay after a failed attempt, instead of a fixed one. */
@FunctionalInterface
public interface DelayFunction {

  /**
   * Computes the delay; called once for each failed attempt that will be retried, and never stored.
   * Throwing, taking more than 5 seconds, null or a negative value end the step with {@link
   * RetryDelayException}.
   *
   * @param context the failed attempt
   * @param error what the body threw
   * @return the base delay, before back-off, jitter and cap
   */
  Duration delay(StepContext context, Throwable error);
}
