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
}
