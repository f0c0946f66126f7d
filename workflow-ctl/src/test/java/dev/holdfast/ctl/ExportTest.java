package dev.holdfast.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

  private static final String EXPORT = "POST /workflows/order/instances/export";
  private static final String PURGE = "POST /workflows/order/instances/purge";
  private static final String LINES = "{\"holdfastExport\":1,\"id\":\"ü\"}\n";

  @RegisterExtension private final FakeServer server = new FakeServer();

  @TempDir private Path folder;

  @Test
  void waitsForTheJobAndWritesWhatItHasExported() throws IOException {
    Path file = folder.resolve("out.ndjson");
    server
        .on(EXPORT, 202, "{\"job\":\"j-1\"}")
        .on("GET /jobs/j-1", 200, job("running", 0))
        .on("GET /jobs/j-1", 200, job("complete", 0))
        .on("GET /jobs/j-1/output", 200, LINES);

    Ran ran =
        server.run(
            "instances",
            "export",
            "order",
            "--status",
            "waiting,paused",
            "-q",
            "a",
            "--pause",
            "--file",
            file.toString());

    assertThat(ran.exitCode()).isZero();
    assertThat(Files.readString(file)).isEqualTo(LINES);
    assertThat(ran.err()).contains("j-1: complete, 3 done");
    assertThat(server.asked.get(0).body())
        .isEqualTo("{\"filter\":{\"status\":\"waiting,paused\",\"q\":\"a\"},\"pause\":true}");
  }

  @Test
  void writesWhatAnEarlierJobHasExported() throws IOException {
    Path file = folder.resolve("out.ndjson");
    server.on("GET /jobs/j-1", 200, job("complete", 1)).on("GET /jobs/j-1/output", 200, LINES);

    Ran ran = server.run("instances", "export", "order", "--job", "j-1", "--file", file.toString());

    assertThat(ran.exitCode()).isEqualTo(7);
    assertThat(Files.readString(file)).isEqualTo(LINES);
    assertThat(server.calls()).doesNotContain(EXPORT);
  }

  @Test
  void writesNothingWhenTheJobHasFailed() {
    Path file = folder.resolve("out.ndjson");
    server.on(EXPORT, 202, "{\"job\":\"j-1\"}").on("GET /jobs/j-1", 200, job("errored", 0));

    Ran ran = server.run("instances", "export", "order", "--all", "--file", file.toString());

    assertThat(ran.exitCode()).isEqualTo(8);
    assertThat(file).doesNotExist();
  }

  @Test
  void overwritesNoFile() throws IOException {
    Path file = Files.writeString(folder.resolve("out.ndjson"), "mine");

    Ran ran = server.run("instances", "export", "order", "--all", "--file", file.toString());

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("is there already");
    assertThat(Files.readString(file)).isEqualTo("mine");
    assertThat(server.asked).isEmpty();
  }

  @Test
  void purgesWhatAFilterChoosesAfterBeingTold() {
    server.on(PURGE, 202, "{\"job\":\"j-1\"}").on("GET /jobs/j-1", 200, job("complete", 0));

    Ran unasked = server.run("instances", "purge", "order", "--all");
    Ran ran =
        server.run(
            "instances",
            "purge",
            "order",
            "--until",
            "2030-01-31T12:00:00Z",
            "--archive",
            "table",
            "--yes");

    assertThat(unasked.exitCode()).isEqualTo(2);
    assertThat(unasked.err()).contains("add --yes");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("j-1: complete, 3 done");
    assertThat(server.asked.get(0).body())
        .isEqualTo("{\"filter\":{\"createdTo\":\"2030-01-31T12:00:00Z\"},\"archive\":\"table\"}");
  }

  @Test
  void choosesNothingByItself() {
    assertThat(server.run("instances", "export", "order").exitCode()).isEqualTo(2);
    assertThat(server.run("instances", "purge", "order", "--yes").exitCode()).isEqualTo(2);
    assertThat(server.asked).isEmpty();
  }

  private static String job(String status, int errors) {
    return """
    {"id":"j-1","kind":"export","workflow":"order","status":"%s","total":4,"done":3,
     "skipped":0,"errors":%d,"createdAt":"2030-01-01T00:00:00Z"}
    """
        .formatted(status, errors);
  }
}
