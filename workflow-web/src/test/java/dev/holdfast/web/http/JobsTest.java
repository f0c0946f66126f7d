package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.web.instance.Recorded;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {

  private static final Instant START = Recorded.START;
  private static final String CONTROL = "/workflows/order/instances/control";
  private static final String IMPORT = "/workflows/order/instances/import";
  private static final String EXPORT = "/workflows/order/instances/export";
  private static final String PURGE = "/workflows/order/instances/purge";

  @RegisterExtension private final RestServer server = new RestServer();

  @Test
  void startsAControlWithAllPartsOfAFilter() {
    server
        .requestBy("admin")
        .contentType("application/json")
        .body(
            "{\"action\":\"terminate\",\"rollback\":true,\"filter\":{\"status\":[\"waiting\",\"paused\"],"
                + "\"createdFrom\":\"2030-01-01T00:00:00Z\",\"createdTo\":\"2030-01-02T00:00:00Z\",\"q\":\"old\",\"retrying\":true}}")
        .post(CONTROL)
        .then()
        .statusCode(202)
        .header("Location", endsWith("/jobs/job-1"))
        .body("job", equalTo("job-1"));

    assertThat(server.jobs.controls)
        .containsExactly(
            new BulkControl(
                BulkControl.Action.TERMINATE,
                true,
                new BulkFilter(
                    Set.of(InstanceStatus.WAITING, InstanceStatus.PAUSED),
                    Optional.of(Instant.parse("2030-01-01T00:00:00Z")),
                    Optional.of(Instant.parse("2030-01-02T00:00:00Z")),
                    Optional.of("old"),
                    true)));
    assertThat(server.jobs.get("job-1").caller()).isEqualTo("admin");
  }

  @Test
  void takesStatusesAsAListInATextToo() {
    control("{\"action\":\"restart\",\"filter\":{\"status\":\"errored,terminated\"}}", 202);

    assertThat(server.jobs.controls.get(0).filter().statuses())
        .containsExactlyInAnyOrder(InstanceStatus.ERRORED, InstanceStatus.TERMINATED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"pause\"}|filter",
        "{\"filter\":{}}|action",
        "{\"action\":\"stop\",\"filter\":{}}|action",
        "{\"action\":\"pause\",\"filter\":{\"status\":\"complete\"}}|complete",
        "{\"action\":\"pause\",\"filter\":{\"status\":\"idle\"}}|filter.status",
        "{\"action\":\"pause\",\"rollback\":true,\"filter\":{}}|rollback",
        "{\"action\":\"pause\",\"filter\":{\"createdTo\":\"now\"}}|filter.createdTo",
        "{\"action\":\"pause\",\"filter\":{\"q\":\"a\\u0000\"}}|filter.q"
      })
  void refusesAControlThatBreaksARule(String body, String member) {
    String detail = control(body, 400).getString("detail");

    assertThat(detail).contains(member);
    assertThat(server.jobs.controls).isEmpty();
  }

  @Test
  void refusesMembersThatNobodyKnows() {
    assertThat(control("{\"action\":\"pause\",\"filter\":{\"limit\":1}}", 400).getString("code"))
        .isEqualTo("request.unknown_member");
  }

  @ParameterizedTest
  @CsvSource({"application/x-ndjson; charset=utf-8, NDJSON", "text/csv; charset=utf-8, CSV"})
  void takesAnUploadOver(String type, String format) {
    server
        .requestBy("admin")
        .header("Content-Type", type)
        .body("line".getBytes(StandardCharsets.UTF_8))
        .post(IMPORT)
        .then()
        .statusCode(202)
        .body("job", equalTo("job-1"));

    assertThat(server.jobs.calls).containsExactly(format + ": line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/csv; charset=latin1", "text/plain"})
  void refusesUploadsOfOtherTypes(String type) {
    server
        .requestBy("admin")
        .header("Content-Type", type)
        .body("line".getBytes(StandardCharsets.UTF_8))
        .post(IMPORT)
        .then()
        .statusCode(415)
        .body("code", equalTo("request.unsupported_media_type"));
  }

  @Test
  void refusesASecondJobOfTheKind() {
    control("{\"action\":\"pause\",\"filter\":{}}", 202);

    assertThat(control("{\"action\":\"pause\",\"filter\":{}}", 409).getString("code"))
        .isEqualTo("job.already_active");
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "starter", "operator"})
  void letsOnlyAdminsStartJobs(String user) {
    for (String path : new String[] {CONTROL, IMPORT, EXPORT, PURGE, "/jobs/job-1/restart"}) {
      server
          .requestBy(user)
          .contentType("application/json")
          .body("{}")
          .post(path)
          .then()
          .statusCode(403)
          .body("code", equalTo("access.denied"));
    }
    assertThat(server.jobs.calls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        EXPORT + "|{\"filter\":{}}|export []",
        EXPORT + "|{\"filter\":{\"status\":\"paused\"},\"pause\":true}|export [PAUSED] paused",
        EXPORT + "|{\"filter\":{},\"archived\":true}|export [] archived",
        PURGE + "|{\"filter\":{\"status\":\"complete\"}}|purge [COMPLETE]",
        PURGE + "|{\"filter\":{},\"archive\":\"table\"}|purge [] to TABLE"
      })
  void startsExportsAndPurges(String path, String body, String call) {
    server
        .requestBy("admin")
        .contentType("application/json")
        .body(body)
        .post(path)
        .then()
        .statusCode(202)
        .header("Location", endsWith("/jobs/job-1"));

    assertThat(server.jobs.calls).containsExactly(call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        EXPORT + "|{}|filter",
        EXPORT + "|{\"filter\":{},\"pause\":1}|pause",
        EXPORT + "|{\"filter\":{},\"pause\":true,\"archived\":true}|archived",
        PURGE + "|{\"filter\":{},\"archive\":\"tape\"}|archive",
        PURGE + "|{\"filter\":{\"status\":\"idle\"}}|filter.status"
      })
  void refusesExportsAndPurgesThatBreakARule(String path, String body, String member) {
    server
        .requestBy("admin")
        .contentType("application/json")
        .body(body)
        .post(path)
        .then()
        .statusCode(400)
        .body("detail", containsString(member));

    assertThat(server.jobs.calls).isEmpty();
  }

  @Test
  void handsTheOutputOfAnExportToAdminsOnly() {
    server.jobs.add(job("a"));

    assertThat(
            server
                .requestBy("admin")
                .get("/jobs/a/output")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .header("Content-Disposition", containsString("a.ndjson"))
                .extract()
                .asString())
        .isEqualTo("output of a");
    for (String user : new String[] {"viewer", "starter", "operator"}) {
      server
          .requestBy(user)
          .get("/jobs/a/output")
          .then()
          .statusCode(403)
          .body("code", equalTo("access.denied"));
    }
  }

  @Test
  void showsAJobWithItsProblems() {
    server.jobs.add(
        job("a").withProgress(new JobProgress(100L, 41, 2, 1, 4711, 44)).claimedBy(3, START));
    server.jobs.problems.add(new JobProblem(7, "order-7", "params.invalid", "Not a number."));
    server.jobs.problems.add(new JobProblem(0, "", "internal", "Oh."));

    assertThat(server.requestBy("viewer").get("/jobs/a").asString())
        .isEqualTo(
            "{\"id\":\"a\",\"kind\":\"import\",\"workflow\":\"order\",\"status\":\"running\","
                + "\"request\":{\"format\":\"CSV\"},\"total\":100,\"done\":41,\"skipped\":2,"
                + "\"errors\":1,\"runs\":1,\"failure\":null,\"caller\":\"ann\","
                + "\"createdAt\":\"2030-01-01T00:00:00Z\",\"startedAt\":\"2030-01-01T00:00:00Z\","
                + "\"endedAt\":null,\"problems\":[{\"line\":7,\"id\":\"order-7\","
                + "\"code\":\"params.invalid\",\"message\":\"Not a number.\"},"
                + "{\"code\":\"internal\",\"message\":\"Oh.\"}]}");
  }

  @Test
  void pagesThroughTheJobs() {
    for (int i = 1; i <= 5; i++) {
      server.jobs.add(
          JobRecord.queued(
              "job-" + i,
              JobKind.IMPORT,
              "workflow-" + i,
              Map.of(),
              "ann",
              START.plusMillis(i / 2)));
    }

    JsonPath first = server.requestBy("viewer").get("/jobs?limit=3").jsonPath();
    JsonPath second =
        server
            .requestBy("viewer")
            .get("/jobs?limit=3&cursor=" + first.getString("nextCursor"))
            .jsonPath();

    assertThat(first.getList("items.id")).containsExactly("job-5", "job-4", "job-3");
    assertThat(second.getList("items.id")).containsExactly("job-2", "job-1");
    assertThat(second.getMap("$")).doesNotContainKey("nextCursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=x", "cursor=x", "cursor=YQ"})
  void refusesPagesThatCannotBe(String query) {
    server
        .requestBy("viewer")
        .get("/jobs?" + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("request.invalid"));
  }

  @Test
  void stopsAndRestarts() {
    server.jobs.add(job("a"));

    server
        .requestBy("admin")
        .delete("/jobs/a")
        .then()
        .statusCode(200)
        .body("status", equalTo("stopped"));
    server
        .requestBy("admin")
        .post("/jobs/a/restart")
        .then()
        .statusCode(200)
        .body("status", equalTo("queued"))
        .body("endedAt", nullValue());
    assertThat(server.jobs.calls).containsExactly("admin stops a", "admin restarts a");
  }

  @Test
  void saysWhenThereIsNoSuchJob() {
    server
        .requestBy("viewer")
        .get("/jobs/x")
        .then()
        .statusCode(404)
        .body("code", equalTo("job.not_found"))
        .body("detail", containsString("'x'"));
  }

  private static JobRecord job(String id) {
    return JobRecord.queued(id, JobKind.IMPORT, "order", Map.of("format", "CSV"), "ann", START);
  }

  private JsonPath control(String body, int status) {
    return server
        .requestBy("admin")
        .contentType("application/json")
        .body(body)
        .post(CONTROL)
        .then()
        .statusCode(status)
        .extract()
        .jsonPath();
  }
}
