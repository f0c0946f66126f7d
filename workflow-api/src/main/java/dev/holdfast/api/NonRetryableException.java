package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Fails a step for good: thrown by a body, itself or as a cause, it ends the retries. Its name, or
 * that of a subclass, and its message are kept.
 */
public class NonRetryableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an error without a message. */
  public NonRetryableException() {}

  /**
   * Makes an error.
   *
   * @param message what went wrong
   */
  public NonRetryableException(String message) {
    super(message);
  }

  /**
   * Makes an error with a cause.
   *
   * @param message what went wrong
   * @param cause what led to it
   */
  public NonRetryableException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
