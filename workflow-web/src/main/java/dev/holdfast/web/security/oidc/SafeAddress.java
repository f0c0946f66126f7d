package dev.holdfast.web.security.oidc;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows to which addresses secrets may be sent: nobody in between must be able to read them. */
final class SafeAddress {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private SafeAddress() {}

  static boolean isSafe(URI address) {
    @Nullable String host = address.getHost();
    return host != null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(host)));
  }
}
