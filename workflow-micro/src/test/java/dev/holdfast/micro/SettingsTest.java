package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void keepsToThisMachineByDefault() {
    Settings settings = settings(List.of(), Map.of());

    assertThat(settings.url()).isEqualTo("http://127.0.0.1:8080/holdfast");
    assertThat(settings.jmsPort()).isEqualTo(61616);
    assertThat(settings.data()).isAbsolute().hasFileName("holdfast-data");
  }

  @Test
  void keepsTheJournalInTheDataFolderByDefault() {
    Settings settings = settings(List.of(), Map.of("HOLDFAST_DATA", "/somewhere/else"));

    assertThat(settings.database().url())
        .startsWith("jdbc:h2:async:/somewhere/else/db;")
        .contains("WRITE_DELAY=0");
    assertThat(settings.database().user()).isEqualTo("sa");
  }

  @Test
  void needsNoClassNameForPostgres() {
    Settings settings =
        settings(
            List.of(),
            Map.of(
                "HOLDFAST_DB_URL", "jdbc:postgresql://127.0.0.1/holdfast?sslpassword=secret",
                "HOLDFAST_DB_USER", "me",
                "HOLDFAST_DB_PASSWORD", "hidden"));

    assertThat(settings.database().dataSourceClass()).isEqualTo("org.postgresql.xa.PGXADataSource");
    assertThat(settings.database().isEmbedded()).isFalse();
    assertThat(settings.database().toString()).doesNotContain("secret").doesNotContain("hidden");
  }

  @Test
  void opensNoPortForMessagesBesideAnotherBroker() {
    Settings settings =
        settings(List.of(), Map.of("HOLDFAST_JMS_URL", "tcp://broker.example.org:61616"));

    assertThat(settings.jmsPort()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"broker:61616", "tcp://broker", "http://broker:1", "tcp://a:1?x=y", "a b"})
  void namesTheVariableOfABadBroker(String address) {
    assertThatThrownBy(() -> settings(List.of(), Map.of("HOLDFAST_JMS_URL", address)))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("HOLDFAST_JMS_URL")
        .hasMessageContaining("'" + address + "'");
  }

  @Test
  void tellsTheDriverOfMariaDbWhatTheEngineNeeds() {
    Database database =
        settings(List.of(), Map.of("HOLDFAST_DB_URL", "jdbc:mariadb://127.0.0.1/x")).database();

    assertThat(database.dataSourceClass()).isEqualTo("org.mariadb.jdbc.MariaDbDataSource");
    assertThat(database.url())
        .isEqualTo(
            "jdbc:mariadb://127.0.0.1/x?transactionIsolation=READ-COMMITTED"
                + "&connectionTimeZone=UTC&preserveInstants=true");
  }

  @Test
  void leavesParametersOfMariaDbAlone() {
    String url =
        "jdbc:mariadb://127.0.0.1/x?preserveInstants=true&transactionIsolation=SERIALIZABLE"
            + "&connectionTimeZone=UTC";

    assertThat(settings(List.of(), Map.of("HOLDFAST_DB_URL", url)).database().url()).isEqualTo(url);
    assertThat(
            settings(
                    List.of(),
                    Map.of("HOLDFAST_DB_URL", "jdbc:mariadb://h/x?connectionTimeZone=UTC"))
                .database()
                .url())
        .isEqualTo(
            "jdbc:mariadb://h/x?connectionTimeZone=UTC&transactionIsolation=READ-COMMITTED"
                + "&preserveInstants=true");
  }

  @Test
  void asksForTheClassOfAnotherDatabase() {
    assertThatThrownBy(
            () -> settings(List.of(), Map.of("HOLDFAST_DB_URL", "jdbc:oracle:thin:@h:1521/x")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("HOLDFAST_DB_CLASS");
  }

  @Test
  void prefersThePortOptionAndHandsOnTheOthers() {
    Settings settings =
        settings(
            List.of("--minhttpthreads", "5", "--port", "9090"), Map.of("HOLDFAST_PORT", "9091"));

    assertThat(settings.httpPort()).isEqualTo(9090);
    assertThat(settings.serverArguments()).containsExactly("--minhttpthreads", "5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http"})
  void namesTheVariableOfABadPort(String port) {
    assertThatThrownBy(() -> settings(List.of(), Map.of("HOLDFAST_PORT", port)))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("HOLDFAST_PORT")
        .hasMessageContaining("'" + port + "'");
  }

  @Test
  void asksForTheNumberAfterThePortOption() {
    assertThatThrownBy(() -> settings(List.of("--port"), Map.of()))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("--port");
  }

  private static Settings settings(List<String> arguments, Map<String, String> variables) {
    return Settings.of(arguments, new Variables(variables));
  }
}
