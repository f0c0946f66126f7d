package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server that shows payloads to operators only. Every payload there says "secret". */
class PayloadAccessIT {

  private static final String KITCHEN = "kitchen-sink";
  private static final String INSTANCE = "/workflows/" + KITCHEN + "/instances/vault";
  private static final String SECRET = "secret";
  private static final String SHOWN = "[REDACTED]";

  @TempDir static Path folder;
  private static LaunchedServer server;

  @BeforeAll
  static void fill() throws IOException {
    server = LaunchedServer.launch(folder, Map.of("HOLDFAST_PAYLOADS_ROLE", "operator"));
    server.awaitStart();
    RestClient admin = server.rest();
    admin.start(
        KITCHEN,
        "vault",
        """
        {"script":[
          {"run":"read","result":"secret result"},
          {"run":"large","result":"secret result","largeResult":true},
          {"run":"retried","failTimes":1,"retries":{"limit":1,"delay":"1 ms"},"result":"secret"},
          {"parallel":[[{"run":"east","result":"secret"}]]},
          {"return":"secret output"}]}
        """);
    admin.awaitStatus(KITCHEN, "vault", "complete");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/status", "/end", "/steps/read", "/steps/large", "/subscribe"})
  void hidesPayloadsFromViewersAndShowsThemToOperators(String path) {
    assertThat(server.rest("viewer").read(INSTANCE + path)).doesNotContain(SECRET).contains(SHOWN);
    assertThat(server.rest("starter").read(INSTANCE + path)).doesNotContain(SECRET);
    assertThat(server.rest("operator").read(INSTANCE + path))
        .contains(SECRET)
        .doesNotContain(SHOWN);
  }

  @Test
  void hidesThemOnPages() {
    String page = "/console/instance.xhtml?workflow=" + KITCHEN + "&id=vault";

    assertThat(server.pages("viewer").read(page)).doesNotContain(SECRET).contains(SHOWN);
    assertThat(server.pages("operator").read(page)).contains(SECRET);
  }

  @Test
  void hidesWhatIsQuotedOfLinesThatCannotBeImported() throws IOException {
    Path upload = folder.resolve("upload.ndjson");
    Files.writeString(upload, "{\"id\":\"a\",\"params\":\"secret\"}\n");
    RestClient admin = server.rest();
    String job =
        admin.upload("/workflows/" + KITCHEN + "/instances/import", "application/x-ndjson", upload);
    admin.awaitJob(Duration.ofSeconds(90), job);

    assertThat(admin.read("/jobs/" + job)).contains(SECRET);
    assertThat(server.rest("viewer").read("/jobs/" + job)).doesNotContain(SECRET).contains(SHOWN);
    assertThat(server.pages("viewer").read("/console/jobs.xhtml")).doesNotContain(SECRET);
  }
}
