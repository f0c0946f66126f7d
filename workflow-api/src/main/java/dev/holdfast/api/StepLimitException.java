package dev.holdfast.api;

/**
 * Tells workflow code that it has reached one step more than its limit. It may be caught; uncaught
 * it ends the instance.
 */
public final class StepLimitException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "step.limit_reached";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message names the step, the workflow and the limit
   */
  public StepLimitException(String message) {
    super(CODE, message);
  }
}
