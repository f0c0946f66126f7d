package dev.holdfast.api;

/** Tells a caller that no workflow of that name is deployed. */
public final class WorkflowNotFoundException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "workflow.not_found";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message the whole message, without the code
   */
  public WorkflowNotFoundException(String message) {
    super(CODE, message);
  }
}
