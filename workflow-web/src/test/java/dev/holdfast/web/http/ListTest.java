package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.web.instance.Recorded;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListTest {

  private static final String PATH = "/workflows/order/instances";

  @RegisterExtension private final RestServer server = new RestServer();

  @Test // case 250
  void pagesThroughAllWithoutDoublesWhileOthersAreCreated() {
    create(1, 30);

    JsonPath first = server.request().queryParam("limit", 25).get(PATH).jsonPath();
    create(31, 35);
    JsonPath second =
        server
            .request()
            .queryParam("limit", 25)
            .queryParam("cursor", first.getString("nextCursor"))
            .get(PATH)
            .jsonPath();

    assertThat(first.getList("items.id")).hasSize(25).startsWith("i-30", "i-29");
    assertThat(second.getList("items.id")).containsExactly("i-5", "i-4", "i-3", "i-2", "i-1");
    assertThat(second.getMap("$")).doesNotContainKey("nextCursor");
  }

  @Test
  void listsTheOldestFirstWhenAskedTo() {
    create(1, 3);

    JsonPath page =
        server.request().queryParam("order", "asc").queryParam("limit", 3).get(PATH).jsonPath();

    assertThat(page.getList("items.id")).containsExactly("i-1", "i-2", "i-3");
    assertThat(page.getMap("$")).doesNotContainKey("nextCursor");
  }

  @Test
  void writesEveryMemberOfALine() {
    create(1, 1);

    assertThat(server.request().get(PATH).asString())
        .isEqualTo(
            "{\"items\":[{\"id\":\"i-1\",\"status\":\"queued\","
                + "\"createdAt\":\"2030-01-01T00:00:00Z\",\"startedAt\":null,\"endedAt\":null,"
                + "\"wakeAt\":\"2030-01-01T00:00:00Z\",\"currentStep\":null,\"attempt\":null}]}");
  }

  @Test
  void hidesWhenAFinishedInstanceIsToBePurged() {
    InstanceRecord queued = Recorded.queued(1, new InstanceKey("order", "i-1"));
    InstanceRecord finished =
        Recorded.with(queued, InstanceStatus.COMPLETE, null)
            .edit()
            .wakeAt(Recorded.START.plusSeconds(90))
            .build();
    server.instances.put(new InstanceDetails(finished, List.of(), List.of()));

    server.request().get(PATH).then().body("items[0].wakeAt", nullValue());
    server.request().get(PATH + "/i-1").then().body("wakeAt", nullValue());
  }

  @Test // case 253
  void isEmptyWhereThereIsNothing() {
    server
        .request()
        .get(PATH)
        .then()
        .statusCode(200)
        .body("items", empty())
        .body("$", not(hasKey("nextCursor")));
  }

  @ParameterizedTest // case 251
  @ValueSource(
      strings = {"limit=0", "limit=501", "limit=all", "status=done", "order=up", "cursor=x"})
  void refusesWhatBreaksItsRule(String query) {
    server
        .request()
        .get(PATH + "?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("request.invalid"));
  }

  private void create(int from, int to) {
    for (int i = from; i <= to; i++) {
      server.instances.put(
          new InstanceDetails(
              Recorded.queued(i, new InstanceKey("order", "i-" + i)), List.of(), List.of()));
    }
  }
}
