package dev.holdfast.api;

/** Tells a caller that the instance is not in a status that allows the call. */
public final class IllegalInstanceStatusException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "instance.illegal_status";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message the whole message, without the code
   */
  public IllegalInstanceStatusException(String message) {
    super(CODE, message);
  }
}
