package dev.holdfast.engine.port;

/**
 * Says that the database cannot be reached at present, or that the server could neither begin nor
 * end a transaction; the same call may succeed later.
 */
public final class JournalUnavailableException extends OutOfReachException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param cause what the database driver said, or the server
   */
  public JournalUnavailableException(Throwable cause) {
    super("The database of the journal cannot be reached: " + cause.getMessage(), cause);
  }
}
