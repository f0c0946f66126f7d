package dev.holdfast.web.security;

import dev.holdfast.web.security.oidc.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out who sends a request: machines send user and password with each (HTTP Basic) or a token
 * of single sign-on, people log in once on a page and have a session from then on. Who is neither,
 * and asks for a page, is sent to the login page.
 */
@ApplicationScoped
public class LoginMechanism implements HttpAuthenticationMechanism {

  private static final int TOO_MANY_REQUESTS = 429;

  @Inject private Logins logins;
  @Inject private SingleSignOn singleSignOn;

  /** Makes the bean; CDI injects the rest. */
  public LoginMechanism() {}

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    try {
      Optional<UsernamePasswordCredential> sent =
          BasicHeader.parse(request.getHeader("Authorization"));
      if (sent.isPresent()) {
        return byHeader(sent.get(), request, response, context);
      }
      Optional<String> token = BearerHeader.parse(request.getHeader("Authorization"));
      if (token.isPresent()) {
        return byToken(token.get(), response, context);
      }
      Optional<Login> login = Login.of(request);
      if (login.isPresent()) {
        return context.notifyContainerAboutLogin(login.get().user(), login.get().roles());
      }
      if (!context.isProtected()) {
        return context.doNothing();
      }
      return PageRequest.isFor(request)
          ? PageRequest.sendToLogin(request, response)
          : challenge(request, response, context);
    } catch (IOException e) {
      throw new AuthenticationException("The answer could not be sent", e);
    }
  }

  @Override
  public void cleanSubject(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Login.end(request);
    context.cleanClientSubject();
  }

  private AuthenticationStatus byHeader(
      UsernamePasswordCredential sent,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context)
      throws IOException {
    Logins.Result result = logins.check(sent, request.getRemoteAddr());
    if (result.isLoggedIn()) {
      return context.notifyContainerAboutLogin(result.user().orElseThrow(), result.roles());
    }
    if (!context.isProtected()) {
      return context.doNothing();
    }
    if (result.pause().isPresent()) {
      response.setHeader("Retry-After", Long.toString(seconds(result.pause().get())));
      response.sendError(TOO_MANY_REQUESTS);
      return AuthenticationStatus.SEND_FAILURE;
    }
    return challenge(request, response, context);
  }

  private AuthenticationStatus byToken(
      String token, HttpServletResponse response, HttpMessageContext context) {
    Optional<Identity> sender = singleSignOn.bearer(token);
    if (sender.isPresent()) {
      return context.notifyContainerAboutLogin(
          sender.get().user(), singleSignOn.roles(sender.get()));
    }
    if (!context.isProtected()) {
      return context.doNothing();
    }
    response.setHeader("WWW-Authenticate", BearerHeader.CHALLENGE);
    return context.responseUnauthorized();
  }

  private static AuthenticationStatus challenge(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (!PageRequest.isByScript(request)) { // or the browser would ask instead of the page
      response.setHeader("WWW-Authenticate", BasicHeader.CHALLENGE);
    }
    return context.responseUnauthorized();
  }

  /** Returns whole seconds, rounded up. */
  static long seconds(Duration wait) {
    return wait.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
