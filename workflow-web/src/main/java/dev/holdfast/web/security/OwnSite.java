package dev.holdfast.web.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a change is one that a page of another site makes a browser send with the user's
 * login. Clients that are no browsers send none of the headers looked at and are not concerned.
 */
final class OwnSite {

  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private OwnSite() {}

  /**
   * Tells whether a request is to be refused.
   *
   * @param method its method
   * @param header looks for a header; null when it was not sent
   */
  static boolean refuses(String method, Function<String, @Nullable String> header) {
    return !READING.contains(method) && comesFromElsewhere(header);
  }

  private static boolean comesFromElsewhere(Function<String, @Nullable String> header) {
    @Nullable String site = header.apply("Sec-Fetch-Site");
    if (site != null) {
      return !OWN_SITE.contains(site);
    }
    // Browsers leave it out on plain HTTP, but always name the origin of a change.
    @Nullable String origin = header.apply("Origin");
    return origin != null && !isOwn(origin, header);
  }

  private static boolean isOwn(String origin, Function<String, @Nullable String> header) {
    Optional<String> authority = authority(origin);
    // Behind a proxy the second one is right; a page cannot set it without asking first.
    return authority.isPresent()
        && Stream.of(HttpHeaders.HOST, "X-Forwarded-Host")
            .map(header)
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
