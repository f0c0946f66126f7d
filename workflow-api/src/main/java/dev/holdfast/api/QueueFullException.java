package dev.holdfast.api;

import java.time.Duration;

/**
 * Tells a caller that as many instances of a workflow are queued as {@code holdfast.limits.queued}
 * allows. Nothing is stored.
 */
public final class QueueFullException extends LimitExceededException {

  /** The code of this error. */
  public static final String CODE = "queue.full";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message names the workflow and the limit
   * @param retryAfter when trying again may make sense, more than zero
   */
  public QueueFullException(String message, Duration retryAfter) {
    super(CODE, message, retryAfter);
  }
}
