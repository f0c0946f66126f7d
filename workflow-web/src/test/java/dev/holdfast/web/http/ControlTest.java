package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.web.instance.Recorded;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {

  private static final InstanceRecord QUEUED = Recorded.queued(1, new InstanceKey("order", "a-1"));

  @RegisterExtension private final RestServer server = new RestServer();

  @BeforeEach
  void keepAnInstance() {
    server.instances.put(QUEUED, InstanceStatus.WAITING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"action\":\"terminate\"}", "{\"action\":\"terminate\",\"rollback\":false}"})
  void terminates(String body) {
    patch(body).statusCode(200).body("status", equalTo("terminated"));

    assertThat(server.instances.get(QUEUED.key()).status()).isEqualTo(InstanceStatus.TERMINATED);
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "ERRORED", "TERMINATED"})
  void doesNotChangeWhatHasEnded(InstanceStatus status) {
    server.instances.put(QUEUED, status);

    for (String action : new String[] {"terminate", "pause", "resume"}) {
      patch("{\"action\":\"%s\"}".formatted(action))
          .statusCode(409)
          .body("code", equalTo("instance.illegal_status"))
          .body("detail", containsString(status.wireName()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WAITING | {\"action\":\"pause\"}                              | paused",
        "PAUSED  | {\"action\":\"resume\"}                             | queued",
        "RUNNING | {\"action\":\"resume\"}                             | running",
        "WAITING | {\"action\":\"restart\"}                            | queued",
        "ERRORED | {\"action\":\"restart\"}                            | queued",
        "WAITING | {\"action\":\"terminate\",\"rollback\":true}        | terminated"
      })
  void answersWithTheStatusAfterTheCall(InstanceStatus before, String body, String after) {
    server.instances.put(QUEUED, before);

    patch(body).statusCode(200).body("status", equalTo(after));
  }

  @Test
  void refusesARestartFromAStepThatIsNotInTheJournal() {
    patch("{\"action\":\"restart\",\"from\":{\"name\":\"load\"}}")
        .statusCode(409)
        .body("code", equalTo("instance.cannot_restart"))
        .body("detail", containsString("load-1"));

    assertThat(server.instances.get(QUEUED.key()).status()).isEqualTo(InstanceStatus.WAITING);
  }

  @ParameterizedTest // cases 256, 263
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"stop\"}                                                  | request.invalid",
        "{\"action\":\"pause\",\"rollback\":true}                               | request.invalid",
        "{\"action\":\"restart\",\"from\":{\"occurrence\":1}}                   | request.invalid",
        "{\"action\":\"restart\",\"from\":{\"name\":\"a\",\"occurrence\":1.5}}  | request.invalid",
        "{\"action\":\"terminate\",\"force\":true}                              |"
            + " request.unknown_member"
      })
  void refusesABadBodyBeforeAnythingHappens(String body, String code) {
    patch(body).statusCode(400).body("code", equalTo(code)).body("instanceId", equalTo("a-1"));

    assertThat(server.instances.get(QUEUED.key()).status()).isEqualTo(InstanceStatus.WAITING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"terminate", "pause", "restart"})
  void doesNotFindAnUnknownInstance(String action) {
    server
        .request()
        .contentType("application/json")
        .body("{\"action\":\"%s\"}".formatted(action))
        .patch("/workflows/order/instances/other/status")
        .then()
        .statusCode(404)
        .body("code", equalTo("instance.not_found"));
  }

  @Test
  void needsABody() {
    server
        .request()
        .patch("/workflows/order/instances/a-1/status")
        .then()
        .statusCode(400)
        .body("detail", containsString("'action' is missing"));
  }

  private ValidatableResponse patch(String body) {
    return server
        .request()
        .contentType("application/json")
        .body(body)
        .patch("/workflows/order/instances/a-1/status")
        .then();
  }
}
