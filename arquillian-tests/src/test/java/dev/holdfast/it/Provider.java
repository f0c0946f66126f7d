package dev.holdfast.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;

/**
 * Is the provider of OpenID Connect that the servers under test are told of. It believes everybody
 * who they say they are. Started once, it ends with this process; a server asks it for nothing
 * before somebody logs in.
 */
final class Provider {

  private static final MockOAuth2Server SERVER = new MockOAuth2Server(new OAuth2Config(true));
  private static boolean started;

  private Provider() {}

  /** Starts it, unless it has been. */
  static synchronized void start() {
    if (!started) {
      try {
        SERVER.start(InetAddress.getByName("127.0.0.1"), port());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      started = true;
    }
  }

  private static int port() {
    return Integer.parseInt(System.getProperty("it.oidc.port"));
  }

  /** Returns a token of a machine for somebody who reads. */
  static String token(String issuer, String audience) {
    start();
    Map<String, Object> claims =
        Map.of("iss", "http://localhost:" + port() + "/" + issuer, "groups", List.of("staff"));
    return SERVER.issueToken(issuer, "robot", audience, claims).serialize();
  }
}
