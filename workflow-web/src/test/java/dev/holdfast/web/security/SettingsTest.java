package dev.holdfast.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InvalidOptionException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final String NAME = "holdfast.limits.streams";

  private final Properties properties = new Properties();

  private int whole(Map<String, String> environment) {
    return new Settings(properties, environment).whole(NAME, 200, 1, 1000);
  }

  @Test
  void prefersThePropertyToTheEnvironment() {
    assertThat(whole(Map.of())).isEqualTo(200);
    assertThat(whole(Map.of("HOLDFAST_LIMITS_STREAMS", "1"))).isEqualTo(1);

    properties.setProperty(NAME, " 1000 ");

    assertThat(whole(Map.of("HOLDFAST_LIMITS_STREAMS", "1"))).isEqualTo(1000);
  }

  @Test
  void findsVariablesOfNamesWithHyphens() {
    Settings settings = new Settings(properties, Map.of("HOLDFAST_OIDC_CLIENT_ID", "holdfast"));

    assertThat(settings.find("holdfast.oidc.client-id")).contains("holdfast");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "many", "1.5"})
  void namesTheSettingThatIsNotUnderstood(String text) {
    properties.setProperty(NAME, text);

    assertThatThrownBy(() -> whole(Map.of()))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessage(
            "Setting holdfast.limits.streams must be a whole number from 1 to 1000, was '%s'. (options.invalid)",
            text);
  }
}
