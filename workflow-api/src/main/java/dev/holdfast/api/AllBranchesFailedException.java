package dev.holdfast.api;

import java.util.List;

/**
 * Tells workflow code that none of the branches given to {@code any} has succeeded. The failures
 * are suppressed in it as well, so that stack traces show them.
 */
public final class AllBranchesFailedException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "branches.all_failed";

  private static final long serialVersionUID = 1L;

  private final List<Throwable> failures;

  /**
   * Makes the error.
   *
   * @param name name given to {@code any}
   * @param failures what ended each branch, in the order of the branches
   */
  public AllBranchesFailedException(String name, List<? extends Throwable> failures) {
    super(
        CODE,
        "All %d branches of '%s' failed, the first with: %s"
            .formatted(failures.size(), name, failures.get(0).getMessage()));
    this.failures = List.copyOf(failures);
    this.failures.forEach(this::addSuppressed);
  }

  /**
   * Returns what ended the branches.
   *
   * @return one failure for each branch, in the order of the branches
   */
  public List<Throwable> failures() {
    return failures;
  }
}
