package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.LaunchedServer;
import dev.holdfast.micro.RecordedEffect;
import dev.holdfast.micro.RestClient;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets the file of the embedded database reach the largest size that the system allows, as a full
 * disk would, and goes on without that limit.
 */
class FullDiskChaos {

  /** In blocks of 1024 bytes; the server itself unpacks nothing that large. */
  private static final int LARGEST_FILE = 64 << 10;

  private static final List<String> LIMITED =
      List.of("bash", "-c", "ulimit -f " + LARGEST_FILE + " && exec \"$@\"", "bash");

  /** About 20 MB for each instance. */
  private static final String SCRIPT =
      """
      {"script": [
        {"repeat": 20, "do": [
          {"run": "tx-${i}", "effect": "tx-${i}", "transactional": true},
          {"run": "large-${i}", "resultBytes": 1000000}]},
        {"return": "done"}]}
      """;

  @Test
  void goesOnWhenThereIsRoomAgain(@TempDir Path folder) throws Exception {
    List<String> accepted = new ArrayList<>();
    try (LaunchedServer server = LaunchedServer.launch(folder, Map.of(), LIMITED)) {
      server.awaitStart();
      RestClient rest = server.rest();
      Awaitility.await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> !isAccepted(rest, accepted) || server.get("/health/ready") != 200);
      assertThat(server.get("/health/live")).isEqualTo(200);
    }

    try (LaunchedServer server = LaunchedServer.launch(folder)) {
      server.awaitStart();
      RestClient rest = server.rest();
      for (String id : accepted) {
        rest.awaitStatus("kitchen-sink", id, "complete");
        assertThat(rest.effects(id)).as(id).extracting(RecordedEffect::key).hasSize(20);
        assertThat(rest.effects(id)).extracting(RecordedEffect::key).doesNotHaveDuplicates();
      }
      new Report("H2 file at the largest size allowed, then without limit")
          .with("instances accepted", accepted.size())
          .with("complete", accepted.size())
          .write();
      assertThat(accepted).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  private static boolean isAccepted(RestClient rest, List<String> accepted) {
    String id = "full-" + accepted.size();
    try {
      rest.start("kitchen-sink", id, SCRIPT);
    } catch (AssertionError | UncheckedIOException refused) {
      return false;
    }
    accepted.add(id);
    return true;
  }
}
