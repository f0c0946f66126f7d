package dev.holdfast.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells workflow code that a step has failed for good. It is built from the journal, the first time
 * as on every replay, so it never holds the body's own exception.
 */
public class StepFailedException extends WorkflowException {

  private static final long serialVersionUID = 1L;

  private final String stepName;
  private final int attempts;
  private final String errorName;
  private final List<String> errorTypes;

  /**
   * Makes the error from what is recorded.
   *
   * @param stepName the name of the step
   * @param attempts how many attempts were made
   * @param error the last error; without a code it gets {@code step.failed}
   * @param errorTypes full class names of the last error and its superclasses
   */
  public StepFailedException(
      String stepName, int attempts, ErrorInfo error, List<String> errorTypes) {
    super(error.code() == null ? "step.failed" : error.code(), error.message());
    this.stepName = stepName;
    this.attempts = attempts;
    this.errorName = error.name();
    this.errorTypes = List.copyOf(errorTypes);
  }

  /**
   * Returns the name of the step.
   *
   * @return as given to {@code run}
   */
  public final String stepName() {
    return stepName;
  }

  /**
   * Returns how many attempts were made.
   *
   * @return 1 or more
   */
  public final int attempts() {
    return attempts;
  }

  /**
   * Returns the simple class name of the last error.
   *
   * @return such as {@code IOException}
   */
  public final String errorName() {
    return errorName;
  }

  /**
   * Tells whether the last error was of a type.
   *
   * @param type the type, a superclass counts too
   * @return true when it was
   */
  public final boolean errorIs(Class<? extends Throwable> type) {
    return errorTypes.contains(type.getName());
  }

  /**
   * Returns the last error as viewers see it.
   *
   * @return name, message and code
   */
  public final ErrorInfo error() {
    String message = getMessage();
    @Nullable String code = "step.failed".equals(code()) ? null : code();
    return new ErrorInfo(errorName, message == null ? "" : message, code);
  }
}
