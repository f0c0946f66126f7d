package dev.holdfast.web.security;

import dev.holdfast.web.security.oidc.AuthorizationRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is a login that somebody is away for, at the provider of single sign-on. The browser keeps it
 * meanwhile, in a cookie that scripts cannot read, so that there is no session before the login.
 *
 * @param request what the provider was asked
 * @param next where to go afterwards, a path within the application
 */
record PendingLogin(AuthorizationRequest request, String next) {

  private static final String COOKIE = "holdfast-sso";
  private static final int TEN_MINUTES = 600;
  private static final int PARTS = 5;

  /** Makes one up. */
  static PendingLogin to(URI redirect, String next) {
    // A verifier has 43 letters at least (RFC 7636), a token 24.
    return new PendingLogin(
        new AuthorizationRequest(
            Login.newToken(), Login.newToken(), Login.newToken() + Login.newToken(), redirect),
        next);
  }

  /**
   * Finds the login that the provider sends somebody back from.
   *
   * @return empty when this browser was not sent there, or too long ago
   */
  static Optional<PendingLogin> of(HttpServletRequest request) {
    byte[] state =
        Objects.requireNonNullElse(request.getParameter("state"), "")
            .getBytes(StandardCharsets.UTF_8);
    Cookie @Nullable [] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> COOKIE.equals(cookie.getName()))
        .flatMap(cookie -> read(cookie.getValue()).stream())
        .filter(
            login ->
                MessageDigest.isEqual(
                    login.request().state().getBytes(StandardCharsets.UTF_8), state))
        .findFirst();
  }

  /** Returns what the browser is to keep. */
  Cookie cookie(HttpServletRequest at) {
    return cookie(
        at,
        String.join(
            ".",
            request.state(),
            request.nonce(),
            request.verifier(),
            encode(request.redirect().toString()),
            encode(next)),
        TEN_MINUTES);
  }

  /** Returns what makes the browser forget it. */
  static Cookie forget(HttpServletRequest at) {
    return cookie(at, "", 0);
  }

  private static Cookie cookie(HttpServletRequest at, String value, int seconds) {
    Cookie cookie = new Cookie(COOKIE, value);
    cookie.setPath(at.getContextPath() + SingleSignOnServlet.BEGIN);
    cookie.setHttpOnly(true);
    cookie.setSecure(at.isSecure());
    cookie.setAttribute("SameSite", "Lax"); // the provider is another site
    cookie.setMaxAge(seconds);
    return cookie;
  }

  private static Optional<PendingLogin> read(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PendingLogin(
              new AuthorizationRequest(parts[0], parts[1], parts[2], URI.create(decode(parts[3]))),
              PageRequest.within(decode(parts[4]))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
