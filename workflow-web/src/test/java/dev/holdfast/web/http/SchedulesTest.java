package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {

  private static final String AS_IT_IS =
      "\"cron\":\"0 9 * * *\",\"zone\":\"Europe/Berlin\",\"nextAt\":\"2030-01-02T08:00:00Z\","
          + "\"lastAt\":\"2030-01-01T08:00:00Z\",\"paused\":false";
  private static final String PAUSED =
      "\"cron\":\"0 9 * * *\",\"zone\":\"Europe/Berlin\",\"nextAt\":null,"
          + "\"lastAt\":\"2030-01-01T08:00:00Z\",\"paused\":true";

  @RegisterExtension private final RestServer server = new RestServer();

  @BeforeEach
  void keepASchedule() {
    server.schedules.put(FakeSchedules.DAILY);
  }

  @Test
  void showsASchedulesNextFiveFirings() {
    assertThat(list())
        .isEqualTo(
            "{\"items\":[{"
                + AS_IT_IS
                + ",\"next\":[\"2030-01-02T08:00:00Z\",\"2030-01-03T08:00:00Z\","
                + "\"2030-01-04T08:00:00Z\",\"2030-01-05T08:00:00Z\",\"2030-01-06T08:00:00Z\"]}]}");
  }

  @Test
  void showsNoFiringsOfAPausedSchedule() {
    server.schedules.pause("order", "0 9 * * *");

    assertThat(list()).isEqualTo("{\"items\":[{" + PAUSED + ",\"next\":[]}]}");
  }

  @Test
  void pausesAndResumes() {
    assertThat(text(control("operator", "pause"))).isEqualTo("{" + PAUSED + "}");
    assertThat(text(control("operator", "resume"))).isEqualTo("{" + AS_IT_IS + "}");
  }

  @Test
  void triggersAndNamesTheInstanceAndItsCaller() {
    assertThat(text(control("admin", "trigger")))
        .isEqualTo("{" + AS_IT_IS + ",\"instanceId\":\"0 9 * * *-1893456000001\"}");
    assertThat(server.schedules.triggeredBy).isEqualTo("admin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "starter"})
  void isForOperators(String user) {
    control(user, "pause").statusCode(403).body("code", equalTo("access.denied"));

    assertThat(server.schedules.list("order")).containsExactly(FakeSchedules.DAILY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                            | request.invalid        | Member 'cron' is missing",
        "{'action':'pause'}                          | request.invalid        | Member 'cron' is missing",
        "{'cron':5,'action':'pause'}                 | request.invalid        | Member 'cron' must be a text",
        "{'cron':'0 9 * * *'}                        | request.invalid        | Member 'action' is missing",
        "{'cron':'0 9 * * *','action':'stop'}        | request.invalid        | must be pause, resume, trigger, was 'stop'",
        "{'cron':'0 8 * * *','action':'pause'}       | request.invalid        | cron must be one of [0 9 * * *], was '0 8 * * *'",
        "{'cron':'0 9 * * *','action':'pause','a':1} | request.unknown_member | Member 'a' is not known"
      },
      quoteCharacter = '"')
  void refusesABadBody(String body, String code, String detail) {
    post("operator", body == null ? "" : body.replace('\'', '"'))
        .statusCode(400)
        .body("code", equalTo(code))
        .body("workflow", equalTo("order"))
        .body("detail", containsString(detail));

    assertThat(server.schedules.list("order")).containsExactly(FakeSchedules.DAILY);
  }

  @Test
  void refusesAnUnknownWorkflow() {
    server
        .requestBy("operator")
        .contentType("application/json")
        .body("{\"cron\":\"0 9 * * *\",\"action\":\"pause\"}")
        .post("/workflows/unknown/schedules/control")
        .then()
        .statusCode(404)
        .body("code", equalTo("workflow.not_found"));
  }

  private String list() {
    return server.requestBy("viewer").get("/workflows/order/schedules").asString();
  }

  private ValidatableResponse control(String user, String action) {
    return post(user, "{\"cron\":\"0 9 * * *\",\"action\":\"%s\"}".formatted(action));
  }

  private ValidatableResponse post(String user, String body) {
    return server
        .requestBy(user)
        .contentType("application/json")
        .body(body)
        .post("/workflows/order/schedules/control")
        .then();
  }

  private static String text(ValidatableResponse answer) {
    return answer.statusCode(200).extract().asString();
  }
}
