package dev.holdfast.web.security;

import dev.holdfast.web.problem.Problem;
import dev.holdfast.web.problem.ProblemType;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses changes that a page of another site makes a browser send with the user's login. Clients
 * that are no browsers send none of the headers looked at and are not concerned.
 */
@Provider
public class CrossSiteFilter implements ContainerRequestFilter {

  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  @Override
  public void filter(ContainerRequestContext request) {
    if (!READING.contains(request.getMethod()) && comesFromElsewhere(request)) {
      request.abortWith(
          Problem.of(
                  ProblemType.ACCESS_DENIED,
                  "Changes are not taken from pages of another site: use a client, or a page of"
                      + " this server.")
              .toResponse());
    }
  }

  private static boolean comesFromElsewhere(ContainerRequestContext request) {
    @Nullable String site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null) {
      return !OWN_SITE.contains(site);
    }
    // Browsers leave it out on plain HTTP, but always name the origin of a change.
    @Nullable String origin = request.getHeaderString("Origin");
    return origin != null && !isOwn(origin, request);
  }

  private static boolean isOwn(String origin, ContainerRequestContext request) {
    Optional<String> authority = authority(origin);
    // Behind a proxy the second one is right; a page cannot set it without asking first.
    return authority.isPresent()
        && Stream.of(HttpHeaders.HOST, "X-Forwarded-Host")
            .map(request::getHeaderString)
            .filter(Objects::nonNull)
            .anyMatch(authority.get()::equalsIgnoreCase);
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
