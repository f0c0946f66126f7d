package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.model.EncodedValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CreateTest {

  private static final String PATH = "/workflows/order/instances";

  @RegisterExtension private final RestServer server = new RestServer();

  @Test
  void createsWithoutABody() {
    server
        .requestBy("starter")
        .post(PATH)
        .then()
        .statusCode(201)
        .header("Location", server.baseUri() + PATH + "/made-up-1")
        .contentType("application/json")
        .body("id", equalTo("made-up-1"))
        .body("workflow", equalTo("order"))
        .body("status", equalTo("queued"))
        .body("createdAt", equalTo("2030-01-01T00:00:00Z"))
        .body("$", not(hasKey("existing")));

    assertThat(server.instances.created).containsExactly(NewInstance.of("order", "api", "starter"));
  }

  @Test
  void handsEverythingOnToTheEngine() {
    server
        .request()
        .contentType("application/json")
        .body(
            """
            {"id":"a-1","params":{"n":1.50},"startAt":"2030-01-01T00:00:00Z","ifExists":"return"}\
            """)
        .post(PATH)
        .then()
        .statusCode(201);

    NewInstance created = server.instances.created.get(0);
    assertThat(created.id()).contains("a-1");
    assertThat(created.params().map(EncodedValue::data)).contains("{\"n\":1.50}");
    assertThat(created.startAt()).contains(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(created.returnExisting()).isTrue();
    assertThat(created.caller()).isEmpty();
  }

  @Test
  void answersAnOlderInstanceWhenAskedTo() {
    create("{\"id\":\"a-1\"}");

    server
        .request()
        .contentType("application/json")
        .body("{\"id\":\"a-1\",\"ifExists\":\"return\"}")
        .post(PATH)
        .then()
        .statusCode(200)
        .header("Location", server.baseUri() + PATH + "/a-1")
        .body("existing", equalTo(true));
  }

  @Test
  void refusesAnIdThatIsTaken() {
    create("{\"id\":\"a-1\"}");

    server
        .request()
        .contentType("application/json")
        .body("{\"id\":\"a-1\"}")
        .post(PATH)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("instance.already_exists"));
  }

  @Test
  void createsNothingFromABadBody() {
    server
        .request()
        .contentType("application/json")
        .body("{\"retention\":{\"succes\":\"5s\"}}")
        .post(PATH)
        .then()
        .statusCode(400)
        .body("code", equalTo("request.unknown_member"))
        .body("workflow", equalTo("order"));

    assertThat(server.instances.created).isEmpty();
  }

  @Test
  void mapsWhatTheEngineRefuses() {
    server.instances.failure = new PayloadTooLargeException("Params are too large.");

    server.request().post(PATH).then().statusCode(413).body("code", equalTo("payload.too_large"));
  }

  @Test
  void saysWhenToTryAgain() {
    server.instances.failure = new WorkflowException("queue.full", "Too many are queued.");

    server.request().post(PATH).then().statusCode(429).header("Retry-After", "1");
  }

  private void create(String body) {
    server.request().contentType("application/json").body(body).post(PATH).then().statusCode(201);
  }
}
