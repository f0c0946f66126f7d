package dev.holdfast.micro;

/**
 * Says in one message why the server cannot start and what to do about it. It is shown without its
 * stack.
 */
final class StartupFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartupFailure(String message) {
    super(message);
  }

  StartupFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns what to say of a failure nobody foresaw: its first cause, since what is around it only
   * says that something else failed.
   */
  static String unforeseen(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "The server did not start (%s); the SEVERE and ERROR lines above say why."
        .formatted(cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }
}
