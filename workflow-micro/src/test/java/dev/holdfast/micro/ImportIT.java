package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server in the middle of an import. More lines, say a million: {@code
 * -Dholdfast.it.lines=1000000}; on PostgreSQL: {@code -Dholdfast.it.postgres=true}.
 */
class ImportIT {

  private static final int LINES = Integer.getInteger("holdfast.it.lines", 20_000);
  private static final String WORKFLOW = "kitchen-sink";

  @Test
  void createsEachIdOnceWhenTheServerDiesInTheMiddle(@TempDir Path folder, @TempDir Path database)
      throws Exception {
    if (Boolean.getBoolean("holdfast.it.postgres")) {
      try (LocalPostgres postgres = LocalPostgres.start(database)) {
        dieInTheMiddle(folder, postgres.variables());
      }
    } else {
      dieInTheMiddle(folder, Map.of());
    }
  }

  private static void dieInTheMiddle(Path folder, Map<String, String> variables)
      throws IOException {
    Path upload = write(folder.resolve("upload.csv"));
    String job;
    long began = System.nanoTime();
    try (LaunchedServer server = LaunchedServer.launch(folder, variables)) {
      server.awaitStart();
      job =
          server.rest().upload("/workflows/" + WORKFLOW + "/instances/import", "text/csv", upload);
      server.rest().await(() -> done(server, job) > LINES / 20);
      server.kill();
    }

    try (LaunchedServer server = LaunchedServer.launch(folder, variables)) {
      server.awaitStart();
      server
          .rest()
          .await(
              Duration.ofSeconds(90 + LINES / 200),
              () -> job(server, job).getString("status").equals("complete"));

      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "info: %d lines in %.0f s, two starts included: %.0f/s%n",
          LINES, seconds, LINES / seconds);
      JsonObject ended = job(server, job);
      assertThat(ended.getInt("runs")).isEqualTo(2);
      assertThat(ended.getJsonNumber("total").longValue()).isEqualTo(LINES + 1L);
      assertThat(ended.getJsonNumber("done").longValue()).isEqualTo(LINES);
      assertThat(ended.getJsonNumber("skipped").longValue()).isZero();
      assertThat(ended.getJsonArray("problems").getJsonObject(0).getInt("line")).isEqualTo(12);
      assertThat(stored(server)).isEqualTo(LINES);
    }
  }

  private static Path write(Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("id,script:json\n");
      for (int i = 0; i < LINES; i++) {
        writer.write((i == 10 ? "no id,[]\n" : "") + "import-" + i + ",[]\n");
      }
    }
    return file;
  }

  private static JsonObject job(LaunchedServer server, String id) {
    return server.rest().findJob(id);
  }

  private static long done(LaunchedServer server, String id) {
    return job(server, id).getJsonNumber("done").longValue();
  }

  private static long stored(LaunchedServer server) {
    JsonObject counts =
        server.rest().get("/workflows/" + WORKFLOW).asJsonObject().getJsonObject("instances");
    return counts.keySet().stream()
        .mapToLong(status -> counts.getJsonNumber(status).longValue())
        .sum();
  }
}
