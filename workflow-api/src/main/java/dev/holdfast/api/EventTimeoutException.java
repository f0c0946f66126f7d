package dev.holdfast.api;

/**
 * Tells workflow code that no event came before the deadline of a wait. Recorded: every replay
 * throws it.
 */
public final class EventTimeoutException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "event.timeout";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message the whole message, without the code
   */
  public EventTimeoutException(String message) {
    super(CODE, message);
  }
}
