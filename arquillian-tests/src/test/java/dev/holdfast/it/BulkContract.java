package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Says that the batch runtime of the server works on jobs. */
public interface BulkContract {

  /** Looks at something and waits for an event. */
  String WAITING =
      "{\"script\":[{\"run\":\"look\",\"result\":\"seen\"},"
          + "{\"waitForEvent\":\"signal\",\"type\":\"go\",\"timeout\":\"1 day\"}]}";

  /** Instances that move to another server. */
  int MOVED = 10_000;

  @Test
  @RunAsClient
  default void importsLinesAndSteersWhatCameOfThem() {
    String prefix = Kitchen.newId();
    String lines =
        IntStream.range(0, 2_500)
            .mapToObj("{\"id\":\"%s-%%d\",\"params\":{\"script\":[]}}".formatted(prefix)::formatted)
            .collect(Collectors.joining("\n", "no JSON\n", "\n"));

    String load = load(lines);

    awaitCompletion(load);
    assertThat(Http.get("/jobs/" + load).jsonPath().getLong("total")).isEqualTo(2_501);
    assertThat(Http.get("/jobs/" + load).jsonPath().getLong("done")).isEqualTo(2_500);
    assertThat(Http.get("/jobs/" + load).jsonPath().getList("problems.line")).containsExactly(1);
    Http.awaitStatus(prefix + "-2499", "complete");

    String delete =
        Http.post(
                "admin",
                "/workflows/kitchen-sink/instances/control",
                "{'action':'delete','filter':{'q':'" + prefix + "'}}")
            .then()
            .statusCode(202)
            .extract()
            .path("job");

    awaitCompletion(delete);
    assertThat(Http.get("/jobs/" + delete).jsonPath().getLong("done")).isEqualTo(2_500);
    Http.assertProblem(Http.status(prefix + "-2499"), 404, "instance.not_found");
    assertThat(Http.get("/jobs?limit=2").jsonPath().getList("items.id"))
        .containsExactly(delete, load);
  }

  @Test
  @RunAsClient
  default void letsExportedInstancesGoOnWhereTheyWere() {
    String prefix = Kitchen.newId();
    String lines =
        IntStream.range(0, 50)
            .mapToObj(i -> "{\"id\":\"%s-%d\",\"params\":%s}".formatted(prefix, i, WAITING))
            .collect(Collectors.joining("\n"));
    awaitCompletion(load(lines));
    Http.awaitStatus(prefix + "-49", "waiting");

    String export = started("export", "{'filter':{'q':'" + prefix + "'},'pause':true}");
    awaitCompletion(export);
    Http.awaitStatus(prefix + "-49", "paused");
    String exported = Application.as("admin").get("/jobs/" + export + "/output").asString();
    assertThat(exported).hasLineCount(50).contains("{\"holdfastExport\":1,");
    awaitCompletion(started("control", "{'action':'delete','filter':{'q':'" + prefix + "'}}"));
    String load = load(exported);
    awaitCompletion(load);

    assertThat(Http.get("/jobs/" + load).jsonPath().getLong("done")).isEqualTo(50);
    assertThat(Http.status(prefix + "-49").jsonPath().getString("status")).isEqualTo("waiting");
    Http.sendEvent(prefix + "-49", "go", "go-1", "{}").then().statusCode(202);
    Http.awaitStatus(prefix + "-49", "complete");
    awaitCompletion(started("purge", "{'filter':{'q':'" + prefix + "'},'archive':'table'}"));
    Http.assertProblem(Http.status(prefix + "-49"), 404, "instance.not_found");
    String archived = started("export", "{'filter':{'q':'" + prefix + "'},'archived':true}");
    awaitCompletion(archived);
    assertThat(Application.as("admin").get("/jobs/" + archived + "/output").asString())
        .hasLineCount(1)
        .contains("\"status\":\"complete\"");
  }

  private static String load(String lines) {
    return Application.as("admin")
        .header("Content-Type", "application/x-ndjson; charset=utf-8")
        .body(lines.getBytes(StandardCharsets.UTF_8))
        .post("/workflows/kitchen-sink/instances/import")
        .then()
        .statusCode(202)
        .extract()
        .path("job");
  }

  private static String started(String kind, String body) {
    return Http.post("admin", "/workflows/kitchen-sink/instances/" + kind, body)
        .then()
        .statusCode(202)
        .extract()
        .path("job");
  }

  /** On demand: {@code -Dholdfast.it.export=moved.ndjson} writes 10,000 instances there. */
  @Test
  @RunAsClient
  @EnabledIfSystemProperty(named = "holdfast.it.export", matches = ".+")
  default void writesAnExportForAnotherServer() throws IOException {
    String lines =
        IntStream.range(0, MOVED)
            .mapToObj(i -> "{\"id\":\"moved-%d\",\"params\":%s}".formatted(i, WAITING))
            .collect(Collectors.joining("\n"));
    awaitCompletion(load(lines));
    awaitWaiting("moved-" + (MOVED - 1));

    long began = System.nanoTime();
    String export = started("export", "{'filter':{'q':'moved-'},'pause':true}");
    awaitCompletion(export);
    info("exported", export, began);

    Files.write(
        Path.of(System.getProperty("holdfast.it.export")),
        Application.as("admin").get("/jobs/" + export + "/output").asByteArray());
    assertThat(Http.get("/jobs/" + export).jsonPath().getLong("done")).isEqualTo(MOVED);
    Http.awaitStatus("moved-0", "paused");
  }

  /** On demand: {@code -Dholdfast.it.import=moved.ndjson} goes on with what was written. */
  @Test
  @RunAsClient
  @EnabledIfSystemProperty(named = "holdfast.it.import", matches = ".+")
  default void goesOnWithTheExportOfAnotherServer() throws IOException {
    long began = System.nanoTime();
    String load = load(Files.readString(Path.of(System.getProperty("holdfast.it.import"))));
    awaitCompletion(load);
    info("imported", load, began);

    assertThat(Http.get("/jobs/" + load).jsonPath().getLong("done")).isEqualTo(MOVED);
    for (int i = 0; i < MOVED; i += 100) {
      String id = "moved-" + i;
      assertThat(Http.status(id).jsonPath().getString("status")).as(id).isEqualTo("waiting");
      Http.sendEvent(id, "go", "go-1", "{}").then().statusCode(202);
    }
    for (int i = 0; i < MOVED; i += 100) {
      String id = "moved-" + i;
      Http.awaitStatus(id, "complete");
      assertThat(Http.get(Http.instance(id)).jsonPath().getList("steps.name"))
          .containsExactly("look", "signal");
      assertThat(Application.as("viewer").get("/samples/effects?instance=" + id).asString())
          .as("what bodies did here for %s", id)
          .isEqualTo("[]");
    }
    awaitCompletion(started("control", "{'action':'delete','filter':{'q':'moved-'}}"));
  }

  private static void info(String what, String job, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "info: %s by %s: %d instances in %.1f s, %.0f/s%n",
        what, job, MOVED, seconds, MOVED / seconds);
  }

  @Test
  @RunAsClient
  default void letsOnlyAdminsStartBulkWork() {
    Http.assertProblem(
        Http.post(
            "operator",
            "/workflows/kitchen-sink/instances/control",
            "{'action':'delete','filter':{}}"),
        403,
        "access.denied");
  }

  private static void awaitCompletion(String job) {
    Kitchen.patiently()
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(
            () ->
                assertThat(Http.get("/jobs/" + job).jsonPath().getString("status"))
                    .as(Http.get("/jobs/" + job).asString())
                    .isEqualTo("complete"));
  }

  private static void awaitWaiting(String id) {
    Kitchen.patiently()
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(
            () ->
                assertThat(Http.status(id).jsonPath().getString("status"))
                    .as(id)
                    .isEqualTo("waiting"));
  }
}
