package dev.holdfast.web.security.oidc;

import dev.holdfast.api.InvalidOptionException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says which provider logs people in, and as what Holdfast is known there.
 *
 * @param issuer the provider; its metadata is at {@code /.well-known/openid-configuration} below
 * @param clientId name of Holdfast at the provider
 * @param clientSecret its secret; empty for a public client
 * @param scope what is asked for, separated by blanks
 * @param userClaim claim with the name of a user; {@code sub} where a token lacks it
 * @param groupsClaim claim with the groups of a user, or a path of names with dots in between
 * @param audience who bearer tokens must be for; empty when none are taken
 * @param redirect where the provider sends people back to; empty for what their browsers have asked
 * @param label what the button of the login page says
 */
public record ProviderSettings(
    URI issuer,
    String clientId,
    Optional<String> clientSecret,
    String scope,
    String userClaim,
    String groupsClaim,
    Optional<String> audience,
    Optional<URI> redirect,
    String label) {

  private static final String ISSUER = "holdfast.oidc.issuer";
  private static final String CLIENT = "holdfast.oidc.client-id";
  private static final String REDIRECT = "holdfast.oidc.redirect-uri";

  /**
   * Reads the settings.
   *
   * @param settings looks one up by its name
   * @return empty when no issuer is set
   * @throws InvalidOptionException naming a setting that is missing or wrong
   */
  public static Optional<ProviderSettings> of(Function<String, Optional<String>> settings) {
    return settings
        .apply(ISSUER)
        .map(
            issuer ->
                new ProviderSettings(
                    safe(ISSUER, issuer),
                    settings.apply(CLIENT).orElseThrow(ProviderSettings::noClient),
                    settings.apply("holdfast.oidc.client-secret"),
                    settings.apply("holdfast.oidc.scope").orElse("openid profile"),
                    settings.apply("holdfast.oidc.user-claim").orElse("preferred_username"),
                    settings.apply("holdfast.oidc.groups-claim").orElse("groups"),
                    settings.apply("holdfast.oidc.audience"),
                    settings.apply(REDIRECT).map(text -> safe(REDIRECT, text)),
                    settings.apply("holdfast.oidc.label").orElse("Log in with single sign-on")));
  }

  private static InvalidOptionException noClient() {
    return new InvalidOptionException(
        "Setting %s must be set where %s is: the name of Holdfast at the provider. (options.invalid)"
            .formatted(CLIENT, ISSUER));
  }

  /** Reads an address that tokens or codes are sent to or come from. */
  private static URI safe(String name, String text) {
    try {
      URI address = URI.create(text.strip());
      if (SafeAddress.isSafe(address)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new InvalidOptionException(
        "Setting %s must be an https address (http only on this machine), was '%s'. (options.invalid)"
            .formatted(name, text));
  }
}
