package dev.holdfast.web.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.web.instance.Recorded;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetailsTest {

  private static final String PATH = "/workflows/order/instances/a-1";

  @RegisterExtension private final RestServer server = new RestServer();

  @BeforeEach
  void keepAnInstance() {
    keep("a-1");
  }

  @Test
  void showsTheInstanceWithItsSteps() {
    server
        .requestBy("viewer")
        .get(PATH)
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("id", equalTo("a-1"))
        .body("params.amount", equalTo(12.50f))
        .body("steps.name", equalTo(List.of("load all", "a/b")))
        .body("steps[0].output", hasLength(1024))
        .body("steps[0].truncated", equalTo(true))
        .body("steps[1].attempts[0]", not(hasKey("stackTrace")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "admin"})
  void showsStackTracesToOperators(String user) {
    server
        .requestBy(user)
        .get(PATH)
        .then()
        .body("steps[1].attempts[0].stackTrace", containsString("Secret.java"));
  }

  @Test
  void hidesStackTracesFromStarters() {
    server
        .requestBy("starter")
        .get(PATH + "/steps/a/b")
        .then()
        .body("attempts[0]", not(hasKey("stackTrace")));
  }

  @Test // case 8
  void doesNotFindAnInstanceThatWasNeverCreated() {
    server
        .request()
        .get("/workflows/order/instances/nobody")
        .then()
        .statusCode(404)
        .body("code", equalTo("instance.not_found"));
  }

  @Test
  void showsOneStepUncut() {
    server
        .request()
        .get(PATH + "/steps/load%20all?occurrence=1&kind=run&scope=")
        .then()
        .statusCode(200)
        .body("output", hasLength(5000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a%2Fb"})
  void findsAStepWithASlashInItsName(String name) {
    server.request().get(PATH + "/steps/" + name).then().body("name", equalTo("a/b"));
  }

  @ParameterizedTest
  @CsvSource({
    "/steps/other, 404, step.not_found",
    "/steps/a%2Fb?occurrence=2, 404, step.not_found",
    "/steps/a%2Fb?kind=sleep, 404, step.not_found",
    "/steps/a%2Fb?kind=compensation, 404, step.not_found",
    "/steps/a%2Fb?scope=east-1, 404, step.not_found",
    "/steps/a%2Fb?kind=walk, 400, request.invalid",
    "/steps/a%2Fb?occurrence=0, 400, request.invalid",
    "/steps/a%2Fb?occurrence=1.5, 400, request.invalid"
  })
  void refusesAStepThatIsNotThere(String path, int status, String code) {
    server
        .request()
        .get(PATH + path)
        .then()
        .statusCode(status)
        .body("code", equalTo(code))
        .body("instanceId", equalTo("a-1"));
  }

  @Test
  void showsTheStatus() {
    server
        .request()
        .get(PATH + "/status")
        .then()
        .statusCode(200)
        .body("status", equalTo("waiting"))
        .body("output", nullValue())
        .body("rollback", nullValue())
        .body("$", not(hasKey("error")));
  }

  @Test
  void addressesAnInstanceOfASchedule() {
    keep("*/30 * * * *-1786001400000");

    server
        .request()
        .get("/workflows/order/instances/*%2F30%20*%20*%20*%20*-1786001400000/status")
        .then()
        .statusCode(200)
        .body("id", equalTo("*/30 * * * *-1786001400000"));
  }

  private void keep(String id) {
    StepRecord load =
        Recorded.started(StepKind.RUN, "load all", 1)
            .completed(1, Recorded.json("\"" + "x".repeat(5000) + "\""), Recorded.START);
    StepRecord retrying =
        Recorded.started(StepKind.RUN, "a/b", 2).retrying(1, Recorded.START, "limit=1");
    server.instances.put(
        new InstanceDetails(
            Recorded.with(
                Recorded.queued(1, new InstanceKey("order", id)), InstanceStatus.WAITING, null),
            List.of(load, retrying),
            List.of(Recorded.attempt(2, 1, 10L))));
  }
}
