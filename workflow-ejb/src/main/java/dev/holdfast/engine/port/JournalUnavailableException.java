package dev.holdfast.engine.port;

/** Says that the database cannot be reached at present; the same call may succeed later. */
public final class JournalUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param cause what the database driver said
   */
  public JournalUnavailableException(Throwable cause) {
    super("The database of the journal cannot be reached: " + cause.getMessage(), cause);
  }
}
