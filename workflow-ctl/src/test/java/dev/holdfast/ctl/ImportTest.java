package dev.holdfast.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

  private static final String BATCH = "POST /workflows/order/instances/batch";
  private static final String NOTHING = "{\"created\":[],\"errors\":[]}";

  @RegisterExtension private final FakeServer server = new FakeServer();

  @TempDir private Path folder;

  @BeforeEach
  void knowTheWorkflow() {
    server.on("GET /workflows/order", 200, "{\"name\":\"order\"}");
  }

  @Test
  void sendsAThousandLinesAtATime() throws IOException {
    server.on(BATCH, 200, NOTHING);
    String lines =
        IntStream.range(0, 2001)
            .mapToObj("{\"id\":\"i-%d\"}"::formatted)
            .collect(Collectors.joining("\n"));

    Ran ran = server.run("import", "order", file("in.ndjson", lines), "--batches");

    assertThat(ran.exitCode()).isZero();
    assertThat(server.asked.stream().filter(it -> it.call().equals(BATCH)))
        .hasSize(3)
        .last()
        .extracting(FakeServer.Asked::body)
        .isEqualTo("{\"instances\":[{\"id\":\"i-2000\"}]}");
  }

  @Test
  void namesTheLinesThatAreRefusedAndGoesOn() throws IOException {
    server
        .on(BATCH, 400, "{\"detail\":\"Entry 1 is bad.\",\"code\":\"request.invalid\"}")
        .on(BATCH, 200, "{\"created\":[{\"id\":\"a\"}],\"errors\":[]}")
        .on(BATCH, 400, "{\"detail\":\"Entry 0 is bad.\",\"code\":\"request.invalid\"}");

    Ran ran =
        server.run(
            "import",
            "order",
            file("in.ndjson", "{\"id\":\"a\"}\n\n{\"id\":7}\nnonsense\n[]\n"),
            "--batches");

    assertThat(ran.exitCode()).isEqualTo(7);
    assertThat(ran.out()).isEqualTo("1 created, 3 refused%n".formatted());
    assertThat(ran.err())
        .contains("line 3: Entry 0 is bad.")
        .contains("line 4: it is not JSON")
        .contains("line 5: it is no JSON object");
  }

  @Test
  void tellsWhichIdsWereTaken() throws IOException {
    server.on(
        BATCH,
        200,
        """
        {"created":[{"id":"a"}],"errors":[{"index":1,"id":"b","code":"instance.already_exists",
         "message":"It is taken."}]}
        """);

    Ran ran =
        server.run(
            "import", "order", file("in", "{\"id\":\"a\"}\n{\"id\":\"b\"}"), "--batches", "-ojson");

    assertThat(ran.exitCode()).isEqualTo(7);
    assertThat(ran.err()).contains("line 2: It is taken.");
    assertThat(ran.out()).contains("\"created\": 1").contains("\"errors\": 1");
  }

  @Test
  void stopsWhenTheServerTakesNoMore() throws IOException {
    server.on(BATCH, 429, "{\"detail\":\"Too many.\",\"code\":\"queue.full\"}");

    Ran ran = server.run("import", "order", file("in", "{\"id\":\"a\"}"), "--batches");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("Too many.").contains("Stopped before line 1");
  }

  @Test
  void uploadsAFileAndWaitsForTheJob() throws IOException {
    server
        .on("POST /workflows/order/instances/import", 202, "{\"job\":\"j-1\"}")
        .on("GET /jobs/j-1", 200, job("running", 0))
        .on("GET /jobs/j-1", 200, job("complete", 1));

    Ran ran = server.run("import", "order", file("in.csv", "id,amount\na,1\n"));

    assertThat(ran.exitCode()).isEqualTo(7);
    assertThat(ran.out()).isEqualTo("j-1: complete, 3 done, 0 skipped, 1 refused%n".formatted());
    assertThat(ran.err()).contains("line 2: It is bad.");
    assertThat(server.asked.get(1).body()).isEqualTo("id,amount\na,1\n");
  }

  @Test
  void printsTheJobAndDoesNotWaitWhenDetached() throws IOException {
    server.on("POST /workflows/order/instances/import", 202, "{\"job\":\"j-1\"}");

    Ran ran = server.run("import", "order", file("in.ndjson", "{}"), "--detach");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEqualTo("j-1%n".formatted());
  }

  @Test
  void tellsAMistakenNameBeforeItSendsTheFile() throws IOException {
    Ran ran = server.run("import", "oder", file("in.ndjson", "{}"));

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(server.calls()).containsExactly("GET /workflows/oder");
  }

  private static String job(String status, int errors) {
    return """
    {"id":"j-1","kind":"import","status":"%s","total":4,"done":3,"skipped":0,"errors":%d,
     "problems":[{"line":2,"code":"request.invalid","message":"It is bad."}]}
    """
        .formatted(status, errors);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
