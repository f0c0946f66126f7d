package dev.holdfast.api;

/** Tells a caller that an option is out of its bounds, when the options are built. */
public final class InvalidOptionException extends InvalidRequestException {

  /** The code of this error. */
  public static final String CODE = "options.invalid";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message names the option, the bound and the value
   */
  public InvalidOptionException(String message) {
    super(CODE, message);
  }

  static void check(boolean holds, String message) {
    if (!holds) {
      throw new InvalidOptionException(message);
    }
  }
}
