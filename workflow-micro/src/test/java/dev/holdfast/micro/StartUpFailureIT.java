package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What prevents a start is said in one line that names the setting, and nothing else is said. */
class StartUpFailureIT {

  @TempDir Path folder;

  @Test
  void namesTheTakenHttpPort() throws Exception {
    try (ServerSocket taken = takenPort()) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(complaint(Map.of("HOLDFAST_PORT", port)))
          .contains("HTTP port " + port)
          .contains("set HOLDFAST_PORT (or --port) to a free port");
    }
  }

  @Test
  void namesTheTakenJmsPort() throws Exception {
    try (ServerSocket taken = takenPort()) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(complaint(Map.of("HOLDFAST_JMS_PORT", port)))
          .contains("JMS port " + port)
          .contains("set HOLDFAST_JMS_PORT to a free port");
    }
  }

  @Test
  void namesTheDataFolderThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(complaint(Map.of("HOLDFAST_DATA", file.resolve("data").toString())))
        .contains(file.resolve("data") + " cannot be written")
        .contains("set HOLDFAST_DATA to another folder");
  }

  @Test
  void refusesTheDataFolderOfAnotherServer() throws Exception {
    Path data = folder.resolve("data");
    try (DataFolder taken = DataFolder.take(data)) {
      assertThat(taken).isNotNull();

      assertThat(complaint(Map.of("HOLDFAST_DATA", data.toString())))
          .contains(data + " is in use by another Holdfast process")
          .contains("set HOLDFAST_DATA to another folder");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "h2:tcp"})
  void saysThatTheDatabaseIsDown(String database) throws Exception {
    String url = "jdbc:%s://127.0.0.1:%d/holdfast".formatted(database, FreePort.find());

    assertThat(complaint(Map.of("HOLDFAST_DB_URL", url)))
        .contains(url + " cannot be reached")
        .contains("Start it, or correct HOLDFAST_DB_URL");
  }

  @Test
  void saysThatTheDatabaseRefusesThePassword(@TempDir Path files) throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(files)) {
      Map<String, String> variables = new HashMap<>(postgres.variables());
      variables.put("HOLDFAST_DB_PASSWORD", "not the password");

      assertThat(complaint(variables))
          .contains("password authentication failed")
          .contains("HOLDFAST_DB_PASSWORD")
          .doesNotContain("not the password");
    }
  }

  /** The engine finds out only when the server runs, among lines of the server. */
  @Test
  void endsWhenTheEngineRefusesASetting() throws Exception {
    try (LaunchedServer server =
        LaunchedServer.launch(folder, Map.of("HOLDFAST_LIMITS_STEPS", "banana"))) {
      assertThat(server.awaitEnd()).isEqualTo(1);

      assertThat(server.output())
          .contains("Setting holdfast.limits.steps must be a whole number from 1 to 25000")
          .contains("was 'banana'")
          .contains("Holdfast cannot start. ")
          .doesNotContain("Holdfast is up");
    }
  }

  /** Launches a server that cannot start and returns the one line it leaves. */
  private String complaint(Map<String, String> variables) throws Exception {
    try (LaunchedServer server = LaunchedServer.launch(folder, variables)) {
      assertThat(server.awaitEnd()).isEqualTo(1);

      List<String> lines = server.output().lines().filter(line -> !line.isBlank()).toList();
      assertThat(lines).hasSize(1);
      assertThat(lines.get(0)).startsWith("Holdfast cannot start. ");
      return lines.get(0);
    }
  }

  private static ServerSocket takenPort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }
}
