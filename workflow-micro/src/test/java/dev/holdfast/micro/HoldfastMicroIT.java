package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldfastMicroIT {

  @TempDir Path folder;

  @Test
  void answersOnceItSaysThatItIsUpAndStopsWhenTold() throws Exception {
    try (LaunchedServer server = LaunchedServer.launch(folder)) {
      server.awaitStart();

      assertThat(server.output()).contains("Holdfast is up").contains("starter");
      assertThat(server.get("/health/live")).isEqualTo(200);
      assertThat(versionOf(server)).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(server.stop()).isTrue();
    }
  }

  /**
   * Asks as Java's client does, which offers to go on with HTTP/2. The server would keep each of
   * its streams in memory for as long as the connection lasts.
   */
  private static HttpClient.Version versionOf(LaunchedServer server)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "/health/live")).build(),
            BodyHandlers.discarding())
        .version();
  }
}
