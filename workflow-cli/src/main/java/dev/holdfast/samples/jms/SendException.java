package dev.holdfast.samples.jms;

/** Tells the caller in one line why nothing was sent. */
final class SendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SendException(String message, Throwable cause) {
    super(message + ": " + deepest(cause).getMessage(), cause);
  }

  private static Throwable deepest(Throwable error) {
    Throwable deepest = error;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }
}
