package dev.holdfast.web.security;

import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads user and password from the header that clients send. */
final class BasicHeader {

  /** What a client is told that has sent none. */
  static final String CHALLENGE = "Basic realm=\"Holdfast\", charset=\"UTF-8\"";

  private static final String SCHEME = "basic ";

  private BasicHeader() {}

  /**
   * Reads the header.
   *
   * @param header what was sent as {@code Authorization}; null for nothing
   * @return user and password; empty when it is something else
   */
  static Optional<UsernamePasswordCredential> parse(@Nullable String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    String decoded;
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      decoded = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = decoded.indexOf(':');
    return colon < 1
        ? Optional.empty()
        : Optional.of(
            new UsernamePasswordCredential(
                decoded.substring(0, colon), decoded.substring(colon + 1)));
  }
}
