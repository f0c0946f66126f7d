package dev.holdfast.web.security.oidc;

/** Says that a code or a token does not log anybody in: it is wrong, too old or for another. */
public class TokenRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message what is wrong; for the log only, it may tell of the token
   */
  public TokenRefusedException(String message) {
    super(message);
  }

  /**
   * Says why.
   *
   * @param message what is wrong; for the log only, it may tell of the token
   * @param cause what has found it
   */
  public TokenRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
