package dev.holdfast.api;

import java.util.List;

/**
 * Tells workflow code that a delay function threw, took too long or returned an invalid delay.
 * Final: the step is not tried again.
 */
public final class RetryDelayException extends StepFailedException {

  /** The code of this error. */
  public static final String CODE = "step.delay_function";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error from what is recorded.
   *
   * @param stepName the name of the step
   * @param attempts how many attempts were made
   * @param error what is recorded of it
   */
  public RetryDelayException(String stepName, int attempts, ErrorInfo error) {
    super(stepName, attempts, error, List.of(RetryDelayException.class.getName()));
  }
}
