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

  private static final MockOAuth2Server SERVER = started();

  private Provider() {}

  private static MockOAuth2Server started() {
    try {
      MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(true));
      server.start(
          InetAddress.getByName("127.0.0.1"), Integer.parseInt(System.getProperty("it.oidc.port")));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it, unless it has been. */
  static void start() {
    SERVER.baseUrl(); // loading this class has started it
  }

  /** Returns a token of a machine for somebody who reads. */
  static String token(String issuer, String audience) {
    return SERVER
        .issueToken(issuer, "robot", audience, Map.of("groups", List.of("staff")))
        .serialize();
  }
}
