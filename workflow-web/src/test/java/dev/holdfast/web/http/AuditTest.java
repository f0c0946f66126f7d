package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.Requester;
import dev.holdfast.web.instance.Recorded;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {

  private static final String PATH = "/audit";

  @RegisterExtension private final RestServer server = new RestServer();

  @Test
  void writesEveryMemberOfAnEntry() {
    add(1, "ann", "a", "instance.pause");

    assertThat(server.requestBy("operator").get(PATH).asString())
        .isEqualTo(
            "{\"items\":[{\"at\":\"2030-01-01T00:00:01Z\",\"caller\":\"ann\",\"role\":\"operator\","
                + "\"address\":\"10.0.0.1\",\"command\":\"instance.pause\",\"workflow\":\"order\","
                + "\"target\":\"a\",\"before\":\"waiting\",\"after\":\"paused\","
                + "\"reason\":null,\"outcome\":\"done\"}]}");
  }

  @Test
  void pagesThroughAllWithoutDoublesWhileOthersAreAdded() {
    for (int i = 1; i <= 7; i++) {
      add(i, "ann", "a" + i, "instance.pause");
    }

    JsonPath first = server.request().queryParam("limit", 4).get(PATH).jsonPath();
    add(8, "ann", "a8", "instance.pause");
    JsonPath second =
        server
            .request()
            .queryParam("limit", 4)
            .queryParam("cursor", first.getString("nextCursor"))
            .get(PATH)
            .jsonPath();

    assertThat(first.getList("items.target")).containsExactly("a7", "a6", "a5", "a4");
    assertThat(second.getList("items.target")).containsExactly("a3", "a2", "a1");
    assertThat(second.getString("nextCursor")).isNull();
  }

  @Test
  void choosesByWhatTheQuerySays() {
    add(1, "ann", "a", "instance.pause");
    add(2, "bob", "a", "instance.resume");
    add(3, "bob", "b", "instance.pause");

    assertThat(targets("caller=bob&target=a")).containsExactly("instance.resume");
    assertThat(targets("workflow=order&from=2030-01-01T00:00:02Z&to=2030-01-01T00:00:03Z"))
        .containsExactly("instance.resume");
    assertThat(targets("workflow=other")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=x", "from=yesterday", "cursor=x", "caller=%00"})
  void refusesWhatBreaksARule(String query) {
    server
        .request()
        .get(PATH + "?" + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("request.invalid"));
  }

  private List<String> targets(String query) {
    return server.request().get(PATH + "?" + query).jsonPath().getList("items.command");
  }

  private void add(int second, String caller, String target, String command) {
    server.audit.add(
        new AuditEntry(
            second,
            Recorded.START.plusSeconds(second),
            new Requester(caller, "operator", "10.0.0.1", ""),
            command,
            "order",
            target,
            "waiting",
            "paused",
            AuditEntry.DONE));
  }
}
