package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedMessagesTest {

  private static final String PATH = "/parked-messages";
  private static final Refusal REFUSAL = new Refusal("instance.not_found", "Not there.");

  /** As brokers write them: with colons, dots, brackets, and once with a slash. */
  private static final String ID = "ID:7-10.0.0.1(aa:bb)/52";

  @RegisterExtension private final RestServer server = new RestServer();

  @Test
  void writesEveryMemberOfALine() {
    park(ID, Map.of("workflow", "order", "eventType", "paid"), 1);

    assertThat(server.requestBy("viewer").get(PATH).asString())
        .isEqualTo(
            "{\"items\":[{\"id\":\"ID:7-10.0.0.1(aa:bb)/52\",\"queue\":\"workflow.events\","
                + "\"properties\":{\"eventType\":\"paid\",\"workflow\":\"order\"},"
                + "\"code\":\"instance.not_found\",\"reason\":\"Not there.\","
                + "\"parkedAt\":\"2030-01-01T00:00:01Z\",\"retries\":0,\"retriedAt\":null,"
                + "\"retriedBy\":null}],\"count\":1}");
  }

  @Test
  void pagesThroughAllWithoutDoublesWhileOthersAreParked() {
    for (int i = 1; i <= 7; i++) {
      park("ID:" + i, Map.of(), i / 2);
    }

    JsonPath first = server.request().queryParam("limit", 4).get(PATH).jsonPath();
    park("ID:8", Map.of(), 8);
    JsonPath second =
        server
            .request()
            .queryParam("limit", 4)
            .queryParam("cursor", first.getString("nextCursor"))
            .get(PATH)
            .jsonPath();

    assertThat(first.getList("items.id")).containsExactly("ID:7", "ID:6", "ID:5", "ID:4");
    assertThat(second.getList("items.id")).containsExactly("ID:3", "ID:2", "ID:1");
    assertThat(second.getMap("$")).doesNotContainKey("nextCursor");
    assertThat(second.getInt("count")).isEqualTo(8);
  }

  @Test
  void choosesByQueueAndCode() {
    park("ID:1", Map.of(), 1);
    server.parkedMessages.park(
        new QueueMessage("ID:2", QueueMessage.COMMANDS, Map.of(), "{", true),
        new Refusal("request.invalid", "Bad."),
        2);

    assertThat(ids("?queue=workflow.events")).containsExactly("ID:1");
    assertThat(ids("?code=request.invalid")).containsExactly("ID:2");
    assertThat(ids("?queue=workflow.events&code=request.invalid")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "limit=all",
        "cursor=x",
        "cursor=bm8gdGltZQ",
        "cursor=%00",
        "queue=a%00b",
        "code=%0A"
      })
  void refusesWhatBreaksItsRule(String query) {
    server
        .request()
        .get(PATH + "?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("request.invalid"));
  }

  @Test
  void showsAMessageWithItsBody() {
    park(ID, Map.of("workflow", "order"), 1);
    server.parkedMessages.park(
        new QueueMessage("ID:bytes", QueueMessage.EVENTS, Map.of(), null, false), REFUSAL, 2);

    server
        .requestBy("viewer")
        .get(PATH + "/" + encoded(ID))
        .then()
        .statusCode(200)
        .body("id", equalTo(ID))
        .body("body", equalTo("{\"by\":\"ann\"}"));
    server.requestBy("viewer").get(PATH + "/ID:bytes").then().body("body", nullValue());
  }

  @Test
  void retriesAndNamesTheInstance() {
    park(ID, Map.of("workflow", "order", "instanceId", "a"), 1);

    String answer =
        server
            .requestBy("operator")
            .post(PATH + "/" + encoded(ID) + "/retry")
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(answer)
        .isEqualTo("{\"id\":\"" + ID + "\",\"workflow\":\"order\",\"instanceId\":\"a\"}");
    assertThat(server.parkedMessages.calls).containsExactly("operator retries " + ID);
    assertThat(ids("")).isEmpty();
  }

  @Test
  void answersARetryInVainWithTheNewReason() {
    park("ID:1", Map.of("workflow", "order"), 1);

    server
        .requestBy("operator")
        .post(PATH + "/ID:1/retry")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("instance.not_found"))
        .body("detail", containsString("still no instance"));

    server
        .requestBy("viewer")
        .get(PATH + "/ID:1")
        .then()
        .body("retries", equalTo(1))
        .body("reason", equalTo("Still."))
        .body("retriedAt", equalTo("2030-01-01T00:01:00Z"))
        .body("retriedBy", equalTo("operator"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "starter"})
  void letsOnlyOperatorsRetry(String user) {
    park("ID:1", Map.of("workflow", "order", "instanceId", "a"), 1);

    server
        .requestBy(user)
        .post(PATH + "/ID:1/retry")
        .then()
        .statusCode(403)
        .body("code", equalTo("access.denied"));

    assertThat(server.parkedMessages.calls).isEmpty();
  }

  @Test
  void dropsAMessageOnce() {
    park(ID, Map.of(), 1);

    server.requestBy("admin").delete(PATH + "/" + encoded(ID)).then().statusCode(204);

    server
        .requestBy("admin")
        .delete(PATH + "/" + encoded(ID))
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("message.not_found"));
    assertThat(server.parkedMessages.calls).containsExactly("admin drops " + ID);
  }

  @Test
  void doesNotTakeTheIdOfAMessageForThatOfAnInstance() {
    Map<String, Object> problem =
        server
            .requestBy("viewer")
            .get(PATH + "/ID:1")
            .then()
            .statusCode(404)
            .extract()
            .jsonPath()
            .getMap("$");

    assertThat(problem).containsEntry("code", "message.not_found").doesNotContainKey("instanceId");
  }

  private List<String> ids(String query) {
    return server.requestBy("viewer").get(PATH + query).jsonPath().getList("items.id");
  }

  private void park(String id, Map<String, String> properties, int second) {
    server.parkedMessages.park(
        new QueueMessage(id, QueueMessage.EVENTS, properties, "{\"by\":\"ann\"}", true),
        REFUSAL,
        second);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
