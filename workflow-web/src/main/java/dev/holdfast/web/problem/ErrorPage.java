package dev.holdfast.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Is what people see in place of a page that the server refuses or fails to make: no more than the
 * problem says.
 *
 * @param problem what is wrong
 * @param context path of the application
 */
record ErrorPage(Problem problem, String context) {

  private static final String TEMPLATE = "error.html";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /**
   * Tells whether somebody looks at a page, and no program waits for data.
   *
   * @param request the request to the error page, with what it was before among its attributes
   */
  static boolean isFor(HttpServletRequest request) {
    @Nullable String accept = request.getHeader("Accept");
    return accept != null
        && accept.contains("text/html")
        && request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
        && !uri.startsWith(request.getContextPath() + "/api/");
  }

  /** Answers with the page; the status is set already. */
  void writeTo(HttpServletResponse response) throws IOException {
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Content-Security-Policy", POLICY);
    response.getOutputStream().write(html().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the page. */
  String html() throws IOException {
    return template()
        .replace("@CONTEXT@", escape(context))
        .replace("@TITLE@", escape(problem.type().title()))
        .replace("@DETAIL@", escape(problem.detail()));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("@", "&#64;");
  }

  private static String template() throws IOException {
    try (InputStream stream = ErrorPage.class.getResourceAsStream(TEMPLATE)) {
      return new String(
          Objects.requireNonNull(stream, TEMPLATE).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
