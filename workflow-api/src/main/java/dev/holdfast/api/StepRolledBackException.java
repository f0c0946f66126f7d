package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Fails an attempt of a transactional step whose transaction was marked for rollback or could not
 * be committed; the attempt is made again like any that failed.
 */
public final class StepRolledBackException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "step.transaction_rolled_back";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message names the step and says why
   * @param cause what the transaction manager said
   */
  public StepRolledBackException(String message, @Nullable Throwable cause) {
    super(CODE, message, cause);
  }
}
