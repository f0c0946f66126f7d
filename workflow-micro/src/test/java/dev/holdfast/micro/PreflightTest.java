package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

  @TempDir Path drivers;

  @Test
  void namesTheVariableOfATakenHttpPort() throws IOException {
    try (ServerSocket taken = takePort()) {
      String port = String.valueOf(taken.getLocalPort());

      assertThatThrownBy(() -> check(Map.of("HOLDFAST_PORT", port, "HOLDFAST_JMS_PORT", "0")))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining(port)
          .hasMessageContaining("HOLDFAST_PORT");
    }
  }

  @Test
  void namesTheVariableOfATakenJmsPort() throws IOException {
    try (ServerSocket taken = takePort()) {
      String port = String.valueOf(taken.getLocalPort());

      assertThatThrownBy(
              () -> check(Map.of("HOLDFAST_PORT", freePort(), "HOLDFAST_JMS_PORT", port)))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining(port)
          .hasMessageContaining("HOLDFAST_JMS_PORT");
    }
  }

  @Test
  void namesBothVariablesOfAPortWantedTwice() throws IOException {
    String port = freePort();

    assertThatThrownBy(() -> check(Map.of("HOLDFAST_PORT", port, "HOLDFAST_JMS_PORT", port)))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("both have port " + port)
        .hasMessageContaining("HOLDFAST_PORT")
        .hasMessageContaining("HOLDFAST_JMS_PORT");
  }

  @Test
  void findsNothingWrongWithFreePortsAndTheEmbeddedDatabase() {
    assertThatCode(() -> check(Map.of("HOLDFAST_PORT", freePort(), "HOLDFAST_JMS_PORT", "0")))
        .doesNotThrowAnyException();
  }

  @Test
  void saysThatTheDatabaseCannotBeReached() throws IOException {
    String url = "jdbc:postgresql://127.0.0.1:" + freePort() + "/holdfast?sslpassword=secret";

    assertThatThrownBy(
            () ->
                check(
                    Map.of(
                        "HOLDFAST_PORT",
                        freePort(),
                        "HOLDFAST_JMS_PORT",
                        "0",
                        "HOLDFAST_DB_URL",
                        url)))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("HOLDFAST_DB_URL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void asksForTheDriverOfAnUnknownUrl() {
    assertThatThrownBy(
            () ->
                check(
                    Map.of(
                        "HOLDFAST_PORT", freePort(),
                        "HOLDFAST_JMS_PORT", "0",
                        "HOLDFAST_DB_CLASS", "x.Source",
                        "HOLDFAST_DB_URL", "jdbc:unknown:x")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("No driver")
        .hasMessageContaining("jdbc:unknown:x");
  }

  private void check(Map<String, String> variables) {
    Preflight.check(Settings.of(List.of(), new Variables(variables)), drivers);
  }

  private static String freePort() {
    return String.valueOf(FreePort.find());
  }

  private static ServerSocket takePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }
}
