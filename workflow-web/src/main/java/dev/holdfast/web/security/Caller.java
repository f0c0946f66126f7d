package dev.holdfast.web.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Names who has sent a request. */
public final class Caller {

  private Caller() {}

  /**
   * Returns the caller's name.
   *
   * @param security knows the caller
   * @return the name of the login; empty without one
   */
  public static String of(SecurityContext security) {
    @Nullable Principal principal = security.getUserPrincipal();
    return principal == null ? "" : principal.getName();
  }
}
