package dev.holdfast.web.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Is what the login page shows.
 *
 * @param token what its form must send back
 * @param next where to go afterwards
 * @param user what was entered before
 * @param error what was wrong; empty for nothing
 * @param otherWay what leads to single sign-on is called; empty where there is none
 */
record LoginPage(String token, String next, String user, String error, Optional<String> otherWay) {

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
        .replace("@OTHER_WAY@", otherWay.map(this::link).orElse(""))
        .replace("@ERROR@", escape(error))
        .replace("@TOKEN@", escape(token))
        .replace("@NEXT@", escape(next))
        .replace("@USER@", escape(user));
  }

  private String link(String label) {
    return "<p class=\"other\"><a href=\"%s?next=%s\">%s</a></p>"
        .formatted(
            SingleSignOnServlet.BEGIN.substring(1),
            escape(URLEncoder.encode(next, StandardCharsets.UTF_8)),
            escape(label));
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
