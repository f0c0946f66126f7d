package dev.holdfast.api;

/** Tells a caller that there is no instance of that id. */
public final class InstanceNotFoundException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "instance.not_found";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message the whole message, without the code
   */
  public InstanceNotFoundException(String message) {
    super(CODE, message);
  }
}
