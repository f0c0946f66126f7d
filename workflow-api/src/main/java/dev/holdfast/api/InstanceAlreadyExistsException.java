package dev.holdfast.api;

/** Tells a caller that the id is taken by an instance that is still kept; that one is untouched. */
public final class InstanceAlreadyExistsException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "instance.already_exists";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message the whole message, without the code
   */
  public InstanceAlreadyExistsException(String message) {
    super(CODE, message);
  }
}
