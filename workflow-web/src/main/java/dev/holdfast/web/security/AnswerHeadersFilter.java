package dev.holdfast.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells browsers with every answer, errors included, what its contents may do: data nothing at all,
 * pages only what comes from here. Scripts of pages made by Faces are allowed by a nonce, which is
 * in a policy that is added to this one; both must allow them.
 */
@WebFilter(
    urlPatterns = "/*",
    asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class AnswerHeadersFilter extends HttpFilter {

  /** The policy of a page that has no scripts. */
  static final String PAGE_WITHOUT_SCRIPTS =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private static final long serialVersionUID = 1L;

  private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

  /** Says nothing about scripts, or the nonces of Faces would not count. */
  private static final String PAGE =
      "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none';"
          + " connect-src 'self'; img-src 'self' data:; font-src 'self' data:; frame-src 'none';"
          + " media-src 'none'; worker-src 'none'; style-src 'self' 'unsafe-inline'";

  private static final String HALF_A_YEAR = "max-age=15552000";

  /** Makes the filter. */
  public AnswerHeadersFilter() {}

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean isData =
        request.getDispatcherType() == DispatcherType.ERROR
            || request.getServletPath().startsWith("/api");
    response.setHeader("Content-Security-Policy", isData ? DATA : PAGE);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", HALF_A_YEAR);
    }
    if (isData) {
      response.setHeader("Cache-Control", "no-store");
    }
    chain.doFilter(request, response);
  }
}
