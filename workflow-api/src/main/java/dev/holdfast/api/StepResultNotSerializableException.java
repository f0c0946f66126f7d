package dev.holdfast.api;

import java.util.List;

/**
 * Tells workflow code that the result of a step cannot be stored; the message names the path of the
 * offending value. Final: the step is not tried again.
 */
public final class StepResultNotSerializableException extends StepFailedException {

  /** The code of this error. */
  public static final String CODE = "step.result_not_serializable";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error from what is recorded.
   *
   * @param stepName the name of the step
   * @param attempts how many attempts were made
   * @param error what is recorded of it
   */
  public StepResultNotSerializableException(String stepName, int attempts, ErrorInfo error) {
    super(stepName, attempts, error, List.of(StepResultNotSerializableException.class.getName()));
  }
}
