package dev.holdfast.api;

import java.time.Duration;

/**
 * Tells a caller that an instance has as many events that no wait has taken as {@code
 * holdfast.limits.buffered-events} allows. The event is not stored.
 */
public final class EventBufferFullException extends LimitExceededException {

  /** The code of this error. */
  public static final String CODE = "event.buffer_full";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message names the instance and the limit
   * @param retryAfter when trying again may make sense, more than zero
   */
  public EventBufferFullException(String message, Duration retryAfter) {
    super(CODE, message, retryAfter);
  }
}
