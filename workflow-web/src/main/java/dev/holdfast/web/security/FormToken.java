package dev.holdfast.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Has what a form of a page must send along as {@code token} when Faces does not protect it, such
 * as the one that logs out.
 */
@Named
@RequestScoped
public class FormToken {

  @Inject private HttpServletRequest request;

  /** Makes the bean; CDI injects the rest. */
  public FormToken() {}

  /**
   * Returns the token.
   *
   * @return the same as long as the login lasts; empty without a login
   */
  public String getValue() {
    return Login.of(request).map(Login::token).orElse("");
  }
}
