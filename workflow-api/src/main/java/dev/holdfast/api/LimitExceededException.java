package dev.holdfast.api;

import java.time.Duration;

/**
 * Tells a caller that something is full or too fast at present. Nothing was stored; the same call
 * may succeed later. Over HTTP it is the answer 429 with {@code Retry-After}.
 */
public abstract sealed class LimitExceededException extends WorkflowException
    permits CreateRateExceededException, QueueFullException, EventBufferFullException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  LimitExceededException(String code, String message, Duration retryAfter) {
    super(code, message);
    this.retryAfter = retryAfter;
  }

  /**
   * Returns when trying again may make sense.
   *
   * @return how long to wait at the least, more than zero
   */
  public final Duration retryAfter() {
    return retryAfter;
  }
}
