package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says that the batch runtime of the server works on jobs. */
public interface BulkContract {

  @Test
  @RunAsClient
  default void importsLinesAndSteersWhatCameOfThem() {
    String prefix = Kitchen.newId();
    String lines =
        IntStream.range(0, 2_500)
            .mapToObj("{\"id\":\"%s-%%d\",\"params\":{\"script\":[]}}".formatted(prefix)::formatted)
            .collect(Collectors.joining("\n", "no JSON\n", "\n"));

    String load =
        Application.as("admin")
            .header("Content-Type", "application/x-ndjson; charset=utf-8")
            .body(lines.getBytes(StandardCharsets.UTF_8))
            .post("/workflows/kitchen-sink/instances/import")
            .then()
            .statusCode(202)
            .extract()
            .path("job");

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
        .untilAsserted(
            () ->
                assertThat(Http.get("/jobs/" + job).jsonPath().getString("status"))
                    .as(Http.get("/jobs/" + job).asString())
                    .isEqualTo("complete"));
  }
}
