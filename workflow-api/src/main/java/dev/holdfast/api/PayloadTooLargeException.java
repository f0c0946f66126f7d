package dev.holdfast.api;

/**
 * Tells a caller that params or an event payload are over the limit, 1 MiB encoded by default.
 * Nothing is stored.
 */
public final class PayloadTooLargeException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "payload.too_large";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message the whole message, without the code
   */
  public PayloadTooLargeException(String message) {
    super(CODE, message);
  }
}
