package dev.holdfast.web.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Believes the header that names the user, or any password; stands for the login that a server
 * does.
 */
@PreMatching
public class TestLogin implements ContainerRequestFilter {

  static final String USER = "X-Test-User";

  private static final List<String> ROLES = List.of("viewer", "starter", "operator", "admin");

  @Override
  public void filter(ContainerRequestContext request) {
    @Nullable String user = user(request);
    request.setSecurityContext(
        new SecurityContext() {
          @Override
          public @Nullable Principal getUserPrincipal() {
            return user == null ? null : () -> user;
          }

          @Override
          public boolean isUserInRole(String role) {
            return user != null && ROLES.indexOf(user) >= ROLES.indexOf(role);
          }

          @Override
          public boolean isSecure() {
            return false;
          }

          @Override
          public String getAuthenticationScheme() {
            return BASIC_AUTH;
          }
        });
  }

  private static @Nullable String user(ContainerRequestContext request) {
    @Nullable String login = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (login == null) {
      return request.getHeaderString(USER);
    }
    byte[] named = Base64.getDecoder().decode(login.substring("Basic ".length()));
    String text = new String(named, StandardCharsets.UTF_8);
    return text.substring(0, text.indexOf(':'));
  }
}
