package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Tells a caller that an argument breaks its rule; the message names the argument, the rule and the
 * value. Codes: {@code instance.invalid_id}, {@code event.invalid_type}, {@code event.invalid_id},
 * {@code params.invalid}, {@code request.invalid}, {@code request.unknown_member}, {@code
 * duration.invalid}, {@code options.invalid}. Nothing is stored.
 */
public class InvalidRequestException extends WorkflowException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param code which rule was broken
   * @param message the whole message, without the code
   */
  public InvalidRequestException(String code, String message) {
    super(code, message);
  }

  /**
   * Makes the error with a cause.
   *
   * @param code which rule was broken
   * @param message the whole message, without the code
   * @param cause what led to it
   */
  public InvalidRequestException(String code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
