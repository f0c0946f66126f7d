package dev.holdfast.web.security.oidc;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;

/**
 * Is what a provider says of itself (OpenID Connect Discovery 1.0).
 *
 * @param issuer its name in tokens
 * @param authorization where people log in
 * @param token where codes are exchanged
 * @param keys where its public keys are
 */
record ProviderMetadata(String issuer, URI authorization, URI token, URI keys) {

  /**
   * Reads the metadata.
   *
   * @throws IOException when something is missing, or it is the metadata of another provider
   */
  static ProviderMetadata of(JsonObject json, URI expected) throws IOException {
    String issuer = json.getString("issuer", "");
    if (!issuer.equals(expected.toString())) {
      throw new IOException(
          "The provider at %s calls itself '%s'; holdfast.oidc.issuer must be the same text"
              .formatted(expected, issuer));
    }
    return new ProviderMetadata(
        issuer,
        endpoint(json, "authorization_endpoint"),
        endpoint(json, "token_endpoint"),
        endpoint(json, "jwks_uri"));
  }

  private static URI endpoint(JsonObject json, String name) throws IOException {
    String text = json.getString(name, "");
    try {
      URI address = URI.create(text);
      if (SafeAddress.isSafe(address)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new IOException(
        "The provider's %s must be an https address, was '%s'".formatted(name, text));
  }
}
