package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CommonServer.class)
class InterruptedBodyIT {

  private static final int BRANCHES = 12;
  private static final int ROUNDS = 60;

  /** Timeouts of 1, 2, 3 … ms hit bodies in the middle of their writing to the database. */
  @Test
  void leavesTheDatabaseUnharmedWhenBodiesAreInterruptedWhileTheyWrite(LaunchedServer server) {
    String branches =
        IntStream.rangeClosed(1, BRANCHES)
            .mapToObj(InterruptedBodyIT::branch)
            .collect(Collectors.joining(","));
    RestClient rest = server.rest();

    rest.start(
        "kitchen-sink",
        "interrupted",
        """
        {"script": [
          {"parallel": [%s]},
          {"run": "afterwards", "effect": "afterwards"}
        ]}
        """
            .formatted(branches));
    rest.awaitStatus("kitchen-sink", "interrupted", "complete");

    assertThat(
            rest
                .details("kitchen-sink", "interrupted")
                .getJsonArray("steps")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(step -> step.getString("status").equals("errored")))
        .hasSize(BRANCHES * ROUNDS);
    rest.start("kitchen-sink", "later", "{\"script\": [{\"run\": \"a\", \"effect\": \"later\"}]}");
    rest.awaitStatus("kitchen-sink", "later", "complete");
    assertThat(server.output())
        .doesNotContain("The database has been closed")
        .doesNotContain("ClosedByInterruptException");
  }

  private static String branch(int millis) {
    return """
    [{"repeat": %d, "do": [
      {"run": "write ${i}", "effect": "%d-${i}", "takes": "1 minute", "timeout": "%d ms",
       "retries": {"limit": 0}, "catch": []}]}]
    """
        .formatted(ROUNDS, millis, millis);
  }
}
