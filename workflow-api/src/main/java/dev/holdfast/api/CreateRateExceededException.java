package dev.holdfast.api;

import java.time.Duration;

/**
 * Tells a caller that instances of a workflow are being created faster than {@code
 * holdfast.limits.create-rate} allows. Nothing is stored.
 */
public final class CreateRateExceededException extends LimitExceededException {

  /** The code of this error. */
  public static final String CODE = "create.rate_exceeded";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message names the workflow and the limit
   * @param retryAfter when trying again may make sense, more than zero
   */
  public CreateRateExceededException(String message, Duration retryAfter) {
    super(CODE, message, retryAfter);
  }
}
