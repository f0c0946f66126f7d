package dev.holdfast.web.security;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows which requests come from people who look at pages, and where to send them. */
final class PageRequest {

  private static final String LOGIN = "/login.xhtml";

  /** A path within the application, and a query: nothing that leads elsewhere. */
  private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]*");

  private PageRequest() {}

  /** Tells whether somebody looks at a page, who can be sent to another. */
  static boolean isFor(HttpServletRequest request) {
    @Nullable String accept = request.getHeader("Accept");
    return isAjax(request)
        || (!path(request).startsWith("/api/") && accept != null && accept.contains("text/html"));
  }

  /** Sends to the login page, and back to the page afterwards. */
  static AuthenticationStatus sendToLogin(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String login = request.getContextPath() + LOGIN;
    if (isAjax(request)) { // the answer is read by a script of Faces, which follows only this
      response.setContentType("text/xml");
      response.setCharacterEncoding("UTF-8");
      response
          .getWriter()
          .write("<partial-response><redirect url=\"%s\"/></partial-response>".formatted(login));
      return AuthenticationStatus.SEND_CONTINUE;
    }
    String back = "GET".equals(request.getMethod()) ? path(request) + query(request) : "/";
    redirect(response, login + "?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    return AuthenticationStatus.SEND_CONTINUE;
  }

  /**
   * Checks where to go after the login.
   *
   * @param next what the page has sent
   * @return the same when it is a path within the application; else its beginning
   */
  static String within(@Nullable String next) {
    return next != null && OWN_PATH.matcher(next).matches() ? next : "/";
  }

  /** Redirects within the application by a path alone, so that it is right behind a proxy too. */
  static void redirect(HttpServletResponse response, String path) throws IOException {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
    response.flushBuffer(); // the server may have ideas of its own about an answer that is not sent
  }

  /** Tells whether a script of a page waits for the answer. */
  static boolean isByScript(HttpServletRequest request) {
    @Nullable String mode = request.getHeader("Sec-Fetch-Mode");
    return mode != null && !"navigate".equals(mode);
  }

  private static boolean isAjax(HttpServletRequest request) {
    return "partial/ajax".equals(request.getHeader("Faces-Request"));
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  private static String query(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    return query == null ? "" : "?" + query;
  }
}
