package dev.holdfast.engine.port;

/** Says that a commit failed, which may mean that only its answer was lost. */
public final class CommitFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param cause what the commit said
   */
  public CommitFailedException(Throwable cause) {
    super("The commit failed: " + cause.getMessage(), cause);
  }
}
