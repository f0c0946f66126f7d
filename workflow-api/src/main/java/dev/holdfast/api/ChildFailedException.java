package dev.holdfast.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells workflow code that a child which it has called gives no output. Recorded: every replay
 * throws it. Its code says why.
 */
public final class ChildFailedException extends WorkflowException {

  /** The child is errored; {@link #error} says with what. */
  public static final String FAILED = "child.failed";

  /** The child was terminated. */
  public static final String TERMINATED = "child.terminated";

  /** The child was deleted before its end. */
  public static final String DELETED = "child.deleted";

  /** The child did not end in time; it runs on. */
  public static final String TIMEOUT = "child.timeout";

  private static final long serialVersionUID = 1L;

  private final String childWorkflow;
  private final String childId;
  private final @Nullable String errorName;
  private final @Nullable String errorMessage;
  private final @Nullable String errorCode;

  /**
   * Makes the error from what is recorded.
   *
   * @param code one of the codes above
   * @param message the whole message, without the code
   * @param childWorkflow name of the child's workflow
   * @param childId id of the child
   * @param error what the child ended with; null unless it is errored
   */
  public ChildFailedException(
      String code,
      String message,
      String childWorkflow,
      String childId,
      @Nullable ErrorInfo error) {
    super(code, message);
    this.childWorkflow = childWorkflow;
    this.childId = childId;
    this.errorName = error == null ? null : error.name();
    this.errorMessage = error == null ? null : error.message();
    this.errorCode = error == null ? null : error.code();
  }

  /**
   * Returns the workflow of the child.
   *
   * @return its name
   */
  public String childWorkflow() {
    return childWorkflow;
  }

  /**
   * Returns the id of the child.
   *
   * @return unique within its workflow
   */
  public String childId() {
    return childId;
  }

  /**
   * Returns what the child ended with.
   *
   * @return its error; empty unless the code is {@link #FAILED}
   */
  public Optional<ErrorInfo> error() {
    return errorName == null || errorMessage == null
        ? Optional.empty()
        : Optional.of(new ErrorInfo(errorName, errorMessage, errorCode));
  }
}
