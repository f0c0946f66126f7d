package dev.holdfast.web.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Is what the login page shows.
 *
 * @param token what its form must send back
 * @param next where to go afterwards
 * @param user what was entered before
 * @param error what was wrong; empty for nothing
 */
record LoginPage(String token, String next, String user, String error) {

  private static final String TEMPLATE = "login.html";

  void writeTo(HttpServletResponse response) throws IOException {
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", AnswerHeadersFilter.PAGE_WITHOUT_SCRIPTS);
    response.getOutputStream().write(html().getBytes(StandardCharsets.UTF_8));
  }

  String html() throws IOException {
    return template()
        .replace("@ERROR@", escape(error))
        .replace("@TOKEN@", escape(token))
        .replace("@NEXT@", escape(next))
        .replace("@USER@", escape(user));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("@", "&#64;");
  }

  private static String template() throws IOException {
    try (InputStream stream = LoginPage.class.getResourceAsStream(TEMPLATE)) {
      return new String(
          Objects.requireNonNull(stream, TEMPLATE).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
