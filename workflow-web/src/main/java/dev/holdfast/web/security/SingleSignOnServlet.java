package dev.holdfast.web.security;

import dev.holdfast.web.security.oidc.Identity;
import dev.holdfast.web.security.oidc.OpenIdProvider;
import dev.holdfast.web.security.oidc.TokenRefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends people to the provider of single sign-on and takes them in when they come back. Who comes
 * back without having been sent from here by the same browser is not let in.
 */
@WebServlet({SingleSignOnServlet.BEGIN, SingleSignOnServlet.BACK})
public class SingleSignOnServlet extends HttpServlet {

  /** Where the button of the login page leads. */
  static final String BEGIN = "/sso";

  /** Where the provider sends people back to. */
  static final String BACK = "/sso/callback";

  private static final long serialVersionUID = 1L;

  /** Such as access_denied (RFC 6749, 4.1.2.1). */
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,50}");

  private static final Logger LOG = System.getLogger(SingleSignOnServlet.class.getName());

  @Inject private transient SingleSignOn singleSignOn;

  /** Makes the servlet; the container injects the rest. */
  public SingleSignOnServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<OpenIdProvider> provider = singleSignOn.provider();
    if (provider.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    try {
      if (BEGIN.equals(request.getServletPath())) {
        begin(provider.get(), request, response);
      } else {
        end(provider.get(), request, response);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The provider of single sign-on cannot be asked", e);
      response.sendError(HttpServletResponse.SC_BAD_GATEWAY);
    }
  }

  private void begin(
      OpenIdProvider provider, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    URI back = singleSignOn.redirect().orElseGet(() -> URI.create(address(request) + BACK));
    PendingLogin login = PendingLogin.to(back, PageRequest.within(request.getParameter("next")));
    String provided = provider.authorization(login.request()).toString();
    response.addCookie(login.cookie(request));
    PageRequest.redirect(response, provided);
  }

  private void end(
      OpenIdProvider provider, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<PendingLogin> login = PendingLogin.of(request);
    response.addCookie(PendingLogin.forget(request));
    @Nullable String code = request.getParameter("code");
    if (login.isEmpty() || code == null) {
      LOG.log(
          Level.INFO,
          "Somebody comes back from single sign-on without a login: {0}",
          shown(request.getParameter("error")));
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    try {
      Identity identity = provider.exchange(login.get().request(), code);
      Login.begin(request, identity.user(), singleSignOn.roles(identity));
      PageRequest.redirect(response, request.getContextPath() + login.get().next());
    } catch (TokenRefusedException e) {
      LOG.log(Level.WARNING, "A login by single sign-on was refused", e);
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /** Returns what may stand in a log, whoever has made it up. */
  private static String shown(@Nullable String error) {
    return error != null && ERROR.matcher(error).matches() ? error : "no error is named";
  }

  /** Returns the address of the application as the browser knows it. */
  private static String address(HttpServletRequest request) {
    String url = request.getRequestURL().toString();
    return url.substring(0, url.length() - request.getServletPath().length());
  }
}
