package dev.holdfast.web.security;

import dev.holdfast.access.CallDetails;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Notes where a request comes from and which reason it gives, for the audit trail. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class CallDetailsFilter extends HttpFilter {

  /** The header with the reason, percent-encoded where it is more than ASCII. */
  static final String REASON = "X-Reason";

  private static final long serialVersionUID = 1L;

  @Inject private transient CallDetails details;

  /** Makes the filter; the container injects the rest. */
  public CallDetailsFilter() {}

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    details.setAddress(request.getRemoteAddr());
    @Nullable String reason = request.getHeader(REASON);
    if (reason != null) {
      details.setReason(decoded(reason));
    }
    chain.doFilter(request, response);
  }

  /** Decodes a header; what is not encoded stays as it is, plus signs too. */
  static String decoded(String header) {
    try {
      return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return header;
    }
  }
}
