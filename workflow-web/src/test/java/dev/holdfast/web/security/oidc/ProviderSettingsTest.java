package dev.holdfast.web.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InvalidOptionException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSettingsTest {

  @Test
  void isOffWithoutAnIssuer() {
    assertThat(read(Map.of("holdfast.oidc.client-id", "x"))).isEmpty();
  }

  @Test
  void needsToKnowItsNameAtTheProvider() {
    assertThatThrownBy(() -> read(Map.of("holdfast.oidc.issuer", "https://id.example.com")))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining("holdfast.oidc.client-id")
        .hasMessageContaining("holdfast.oidc.issuer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://id.example.com", "id.example.com", "ftp://localhost", "https://", ": /"})
  void refusesAProviderWhoseAnswersOthersCouldChange(String issuer) {
    assertThatThrownBy(
            () ->
                read(Map.of("holdfast.oidc.issuer", issuer, "holdfast.oidc.client-id", "holdfast")))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining("holdfast.oidc.issuer")
        .hasMessageContaining(issuer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://id.example.com/realms/a", "http://localhost:8081/a", "http://[::1]/"})
  void takesAProviderThatIsSafe(String issuer) {
    ProviderSettings settings =
        read(Map.of("holdfast.oidc.issuer", issuer, "holdfast.oidc.client-id", "holdfast"))
            .orElseThrow();

    assertThat(settings.issuer()).hasToString(issuer);
    assertThat(settings.audience()).isEmpty();
    assertThat(settings.groupsClaim()).isEqualTo("groups");
  }

  private static Optional<ProviderSettings> read(Map<String, String> settings) {
    return ProviderSettings.of(name -> Optional.ofNullable(settings.get(name)));
  }
}
