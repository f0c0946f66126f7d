package dev.holdfast.api;

import java.util.List;

/**
 * Tells workflow code that the result of a step is larger than the limit, 1 MiB encoded by default.
 * Final: the step is not tried again.
 */
public final class StepResultTooLargeException extends StepFailedException {

  /** The code of this error. */
  public static final String CODE = "step.result_too_large";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error from what is recorded.
   *
   * @param stepName the name of the step
   * @param attempts how many attempts were made
   * @param error what is recorded of it
   */
  public StepResultTooLargeException(String stepName, int attempts, ErrorInfo error) {
    super(stepName, attempts, error, List.of(StepResultTooLargeException.class.getName()));
  }
}
