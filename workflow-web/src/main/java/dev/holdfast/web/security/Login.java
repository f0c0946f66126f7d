package dev.holdfast.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Is the login of somebody who has used the login page; lives in the session.
 *
 * @param user who has logged in
 * @param roles what the user may do
 * @param token to be sent along with forms that Faces does not protect
 */
public record Login(String user, Set<String> roles, String token) implements Serializable {

  private static final String ATTRIBUTE = Login.class.getName();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 18;

  /** Copies the roles. */
  public Login {
    roles = Set.copyOf(roles);
  }

  /**
   * Looks for the login of a request.
   *
   * @param request may belong to a session
   * @return the login; empty without one
   */
  public static Optional<Login> of(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof Login login
        ? Optional.of(login)
        : Optional.empty();
  }

  /** Begins a session, under an id that nobody has known before. */
  static void begin(HttpServletRequest request, String user, Set<String> roles) {
    end(request);
    request.getSession(true).setAttribute(ATTRIBUTE, new Login(user, roles, newToken()));
    request.changeSessionId(); // in case the server takes over an id that the browser has sent
  }

  /** Ends the session, if there is one. */
  static void end(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  /** Makes a token up that cannot be guessed. */
  static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
