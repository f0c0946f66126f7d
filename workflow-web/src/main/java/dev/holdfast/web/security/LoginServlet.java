package dev.holdfast.web.security;

import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is the login page. A form that another site has made up does not log in: what the page sends must
 * be the same as a cookie that only it has set. Until somebody has logged in there is no session.
 */
@WebServlet("/login.xhtml")
public class LoginServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String COOKIE = "holdfast-login";

  @Inject private transient Logins logins;
  @Inject private transient SingleSignOn singleSignOn;

  /** Makes the servlet; the container injects the rest. */
  public LoginServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(request, response, HttpServletResponse.SC_OK, "");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding(StandardCharsets.UTF_8.name());
    if (!isOwnForm(request)) {
      show(request, response, HttpServletResponse.SC_FORBIDDEN, "The page was too old. Try again.");
      return;
    }
    Logins.Result result =
        logins.check(
            new UsernamePasswordCredential(
                parameter(request, "user"), parameter(request, "password")),
            request.getRemoteAddr());
    if (result.isLoggedIn()) {
      Login.begin(request, result.user().orElseThrow(), result.roles());
      PageRequest.redirect(
          response, request.getContextPath() + PageRequest.within(request.getParameter("next")));
    } else if (result.pause().isPresent()) {
      long seconds = LoginMechanism.seconds(result.pause().get());
      response.setHeader("Retry-After", Long.toString(seconds));
      show(request, response, 429, "Too many attempts. Try again in %d s.".formatted(seconds));
    } else {
      show(
          request,
          response,
          HttpServletResponse.SC_UNAUTHORIZED,
          "There is no such user, or the password is wrong.");
    }
  }

  private void show(
      HttpServletRequest request, HttpServletResponse response, int status, String error)
      throws IOException {
    String token = Login.newToken();
    Cookie cookie = new Cookie(COOKIE, token);
    cookie.setPath(request.getContextPath().isEmpty() ? "/" : request.getContextPath());
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Strict");
    response.addCookie(cookie);
    response.setStatus(status);
    new LoginPage(
            token,
            PageRequest.within(request.getParameter("next")),
            parameter(request, "user"),
            error,
            singleSignOn.label())
        .writeTo(response);
  }

  private static boolean isOwnForm(HttpServletRequest request) {
    byte[] sent = parameter(request, "token").getBytes(StandardCharsets.UTF_8);
    Cookie @Nullable [] cookies = request.getCookies();
    return sent.length > 0
        && cookies != null
        && Stream.of(cookies)
            .filter(cookie -> COOKIE.equals(cookie.getName()))
            .map(cookie -> cookie.getValue().getBytes(StandardCharsets.UTF_8))
            .anyMatch(value -> MessageDigest.isEqual(sent, value));
  }

  private static String parameter(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }
}
