package dev.holdfast.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSettingsTest {

  @Test
  void hasDefaultsForEverythingButThePassword() {
    BrokerSettings settings = BrokerSettings.of(new Properties(), Map.of());

    assertThat(settings.directory()).isEqualTo(Path.of("holdfast-data/broker"));
    assertThat(settings.port()).isEqualTo(61616);
    assertThat(settings.user()).isEqualTo("holdfast");
    assertThat(settings.isOpenToClients()).isFalse();
  }

  @Test
  void prefersAPropertyToAVariable() {
    Properties properties = new Properties();
    properties.setProperty("holdfast.jms.port", "7001");

    BrokerSettings settings =
        BrokerSettings.of(
            properties, Map.of("HOLDFAST_JMS_PORT", "7002", "HOLDFAST_JMS_PASSWORD", "secret"));

    assertThat(settings.port()).isEqualTo(7001);
    assertThat(settings.isOpenToClients()).isTrue();
  }

  @Test
  void switchesThePortOffByZero() {
    BrokerSettings settings =
        BrokerSettings.of(
            new Properties(), Map.of("HOLDFAST_JMS_PORT", "0", "HOLDFAST_JMS_PASSWORD", "secret"));

    assertThat(settings.isOpenToClients()).isFalse();
  }

  @Test
  void namesTheVariableOfABadPort() {
    assertThatThrownBy(() -> BrokerSettings.of(new Properties(), Map.of("HOLDFAST_JMS_PORT", "no")))
        .hasMessageContaining("HOLDFAST_JMS_PORT")
        .hasMessageContaining("'no'");
    assertThatThrownBy(
            () -> BrokerSettings.of(new Properties(), Map.of("HOLDFAST_JMS_PORT", "65536")))
        .hasMessageContaining("HOLDFAST_JMS_PORT")
        .hasMessageContaining("65536");
  }

  @Test
  void takesTheAddressOfAnotherBroker() {
    assertThat(remote("tcp://broker.example.org:61616"))
        .isEqualTo(URI.create("tcp://broker.example.org:61616"));
    assertThat(remote(" ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broker:61616",
        "tcp://broker",
        "http://broker:1",
        "tcp://a:1?x=y",
        "tcp://[",
        "a b"
      })
  void namesTheVariableOfABadAddress(String address) {
    assertThatThrownBy(() -> remote(address))
        .hasMessageContaining("HOLDFAST_JMS_URL")
        .hasMessageContaining("'" + address + "'")
        .hasMessageContaining("tcp://broker.example.org:61616");
  }

  private static @Nullable URI remote(String address) {
    return BrokerSettings.of(new Properties(), Map.of("HOLDFAST_JMS_URL", address)).remote();
  }

  @Test
  void doesNotShowThePassword() {
    assertThat(new BrokerSettings(Path.of("d"), 1, "holdfast", "secret", null).toString())
        .doesNotContain("secret");
  }
}
