package dev.holdfast.ctl.http;

/** Ends a command with a message for people and an exit code for scripts. */
public final class CtlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final boolean forLater;

  /**
   * Makes one.
   *
   * @param exitCode one of {@link ExitCode}
   * @param message what happened and what to do
   */
  public CtlException(int exitCode, String message) {
    this(exitCode, message, false);
  }

  /**
   * Makes one for another error.
   *
   * @param exitCode one of {@link ExitCode}
   * @param message what happened and what to do
   * @param cause the other error
   */
  public CtlException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.forLater = false;
  }

  CtlException(int exitCode, String message, boolean forLater) {
    super(message);
    this.exitCode = exitCode;
    this.forLater = forLater;
  }

  /**
   * Complains about the command line, a file or a profile.
   *
   * @param message names what is wrong, its value, and what to do
   * @return the error to throw
   */
  public static CtlException usage(String message) {
    return new CtlException(ExitCode.USAGE, message);
  }

  /**
   * Returns how the command ends.
   *
   * @return one of {@link ExitCode}
   */
  public int exitCode() {
    return exitCode;
  }

  /**
   * Tells whether the same may be taken later.
   *
   * @return true when the server said that it is too much at present
   */
  public boolean isForLater() {
    return forLater;
  }
}
