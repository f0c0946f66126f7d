package dev.holdfast.web.security;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the token that clients send instead of user and password (RFC 6750). */
final class BearerHeader {

  /** What a client is told whose token is not good. */
  static final String CHALLENGE = "Bearer realm=\"Holdfast\", error=\"invalid_token\"";

  private static final String SCHEME = "bearer ";

  private BearerHeader() {}

  /**
   * Reads the header.
   *
   * @param header what was sent
   * @return the token; empty when the header is missing or of another kind
   */
  static Optional<String> parse(@Nullable String header) {
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? Optional.of(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }
}
