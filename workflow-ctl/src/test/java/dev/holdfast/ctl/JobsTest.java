package dev.holdfast.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsTest {

  @RegisterExtension private final FakeServer server = new FakeServer();

  @Test
  void listsJobsPageByPage() {
    server
        .on("GET /jobs", 200, "{\"items\":[%s],\"nextCursor\":\"c 1\"}".formatted(job("running")))
        .on("GET /jobs", 200, "{\"items\":[%s]}".formatted(job("complete")));

    Ran ran = server.run("jobs", "list", "--limit=700");

    assertThat(ran.out().lines()).hasSize(3);
    assertThat(ran.out().lines().toList().get(1))
        .matches("j-1 +import +order +running +3 +0 +0 +4 +2030-01-01T00:00:00Z");
    assertThat(server.calls())
        .containsExactly("GET /jobs?limit=500", "GET /jobs?limit=500&cursor=c%201");
  }

  @Test
  void showsAndStopsAJob() {
    server
        .on("GET /jobs/j-1", 200, job("running"))
        .on("DELETE /jobs/j-1", 200, job("stopping"))
        .on("POST /jobs/j-1/restart", 200, job("queued"));

    assertThat(server.run("jobs", "describe", "j-1").out()).contains("status:", "running");
    assertThat(server.run("jobs", "stop", "j-1").out()).contains("stopping");
    assertThat(server.run("jobs", "restart", "j-1", "-o", "json").out())
        .contains("\"status\": \"queued\"");
  }

  @ParameterizedTest
  @CsvSource({"complete, 0", "stopped, 8", "errored, 8"})
  void waitsUntilAJobIsOver(String status, int exitCode) {
    server
        .on("GET /jobs/j-1", 200, job("queued"))
        .on("GET /jobs/j-1", 200, job("running"))
        .on("GET /jobs/j-1", 200, job(status));

    Ran ran = server.run("jobs", "watch", "j-1");

    assertThat(ran.exitCode()).isEqualTo(exitCode);
    assertThat(ran.out()).startsWith("j-1: " + status);
    assertThat(server.asked).hasSize(3);
  }

  private static String job(String status) {
    return """
    {"id":"j-1","kind":"import","workflow":"order","status":"%s","total":4,"done":3,
     "skipped":0,"errors":0,"createdAt":"2030-01-01T00:00:00Z"}
    """
        .formatted(status);
  }
}
