package dev.holdfast.api;

/**
 * Is the failure of an attempt that took longer than its timeout. It is retried like any other;
 * after the last attempt {@link StepFailedException#errorIs} tells it.
 */
public final class StepTimeoutException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "step.timeout";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message names the step and the timeout
   */
  public StepTimeoutException(String message) {
    super(CODE, message);
  }
}
