package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Is the base of every error that applications meet. Its message says what failed, on what, what
 * was found and expected, and what to do; its code never changes.
 */
public class WorkflowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * Makes an error.
   *
   * @param code stable dotted code, such as {@code instance.not_found}
   * @param message the whole message, without the code
   */
  public WorkflowException(String code, String message) {
    this(code, message, null);
  }

  /**
   * Makes an error with a cause.
   *
   * @param code stable dotted code, such as {@code instance.not_found}
   * @param message the whole message, without the code
   * @param cause what led to it
   */
  public WorkflowException(String code, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /**
   * Returns the stable code.
   *
   * @return such as {@code instance.not_found}
   */
  public final String code() {
    return code;
  }
}
