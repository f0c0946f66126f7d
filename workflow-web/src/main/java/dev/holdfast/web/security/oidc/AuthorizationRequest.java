package dev.holdfast.web.security.oidc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Is one login that a browser is sent to the provider for. All three texts are made up and must not
 * be known to anybody else but the browser.
 *
 * @param state comes back with the browser
 * @param nonce comes back in the token
 * @param verifier proves to the provider that the code is used by whom it was asked for (PKCE)
 * @param redirect where the provider sends the browser back to
 */
public record AuthorizationRequest(String state, String nonce, String verifier, URI redirect) {

  /** Returns what the provider is told of the verifier: its digest. */
  String challenge() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
