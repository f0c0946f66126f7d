package dev.holdfast.web.security;

import dev.holdfast.web.security.oidc.Identity;
import dev.holdfast.web.security.oidc.OpenIdProvider;
import dev.holdfast.web.security.oidc.ProviderSettings;
import dev.holdfast.web.security.oidc.TokenRefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Lets in whom a provider of OpenID Connect knows, where one is set; its groups become roles. */
@ApplicationScoped
public class SingleSignOn {

  private static final Logger LOG = System.getLogger(SingleSignOn.class.getName());

  private final Optional<ProviderSettings> settings;
  private final Optional<OpenIdProvider> provider;
  private final RoleMapping mapping;

  /** Makes the bean on the settings of this process. */
  public SingleSignOn() {
    this(Settings.ofProcess());
  }

  SingleSignOn(Settings settings) {
    this.settings = ProviderSettings.of(settings::find);
    this.provider = this.settings.map(OpenIdProvider::new);
    this.mapping = RoleMapping.of(settings);
  }

  /**
   * Refuses wrong settings when the application starts.
   *
   * @param started tells that it does
   */
  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    settings.ifPresent(
        it -> LOG.log(Level.INFO, "People can log in by OpenID Connect at {0}", it.issuer()));
  }

  /** Returns what the login page calls it; empty where no provider is set. */
  Optional<String> label() {
    return settings.map(ProviderSettings::label);
  }

  /** Returns where the provider sends browsers back to; empty to go by what they have asked. */
  Optional<URI> redirect() {
    return settings.flatMap(ProviderSettings::redirect);
  }

  /** Returns the provider; empty where none is set. */
  Optional<OpenIdProvider> provider() {
    return provider;
  }

  /** Returns what somebody may do. */
  Set<String> roles(Identity identity) {
    return mapping.roles(identity.groups());
  }

  /**
   * Checks what a machine sends instead of user and password.
   *
   * @param token a JSON web token
   * @return who it is; empty when it is nobody, also while the provider cannot be asked
   */
  Optional<Identity> bearer(String token) {
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(provider.get().bearer(token));
    } catch (TokenRefusedException e) {
      LOG.log(Level.DEBUG, "A bearer token was refused", e);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A bearer token could not be checked: " + e.getMessage());
    }
    return Optional.empty();
  }
}
