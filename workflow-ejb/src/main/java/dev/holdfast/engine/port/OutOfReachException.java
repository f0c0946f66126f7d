package dev.holdfast.engine.port;

/**
 * Says that this server cannot use the journal at present. That says nothing about what it was to
 * do: the same call may succeed any time.
 */
public abstract sealed class OutOfReachException extends RuntimeException
    permits JournalUnavailableException, NodeFencedException {

  private static final long serialVersionUID = 1L;

  OutOfReachException(String message) {
    super(message);
  }

  OutOfReachException(String message, Throwable cause) {
    super(message, cause);
  }
}
