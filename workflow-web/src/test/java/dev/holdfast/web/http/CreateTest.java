package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.holdfast.api.CreateRateExceededException;
import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.api.QueueFullException;
import dev.holdfast.api.Retention;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.model.EncodedValue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            {"id":"a-1","params":{"n":1.50},"startAt":"2030-01-01T00:00:00Z","ifExists":"return",
             "retention":{"success":5000,"error":"forever"}}\
            """)
        .post(PATH)
        .then()
        .statusCode(201);

    NewInstance created = server.instances.created.get(0);
    assertThat(created.id()).contains("a-1");
    assertThat(created.params().map(EncodedValue::data)).contains("{\"n\":1.50}");
    assertThat(created.startAt()).contains(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(created.returnExisting()).isTrue();
    assertThat(created.retention())
        .isEqualTo(
            Retention.DEFAULT.withSuccess(Duration.ofSeconds(5)).withError(Retention.FOREVER));
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
  void createsNothingFromABadBody() { // case 56
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

  @ParameterizedTest
  @CsvSource({"1, 1", "1000, 1", "1001, 2", "2500, 3"})
  void saysWhenToTryAgainInWholeSeconds(long millis, String seconds) { // case 211
    server.instances.failure =
        new CreateRateExceededException("Too fast.", Duration.ofMillis(millis));

    server
        .request()
        .post(PATH)
        .then()
        .statusCode(429)
        .header("Retry-After", seconds)
        .body("code", equalTo("create.rate_exceeded"));
  }

  @Test
  void answersAFullQueueAsATemporaryRefusal() {
    server.instances.failure = new QueueFullException("Full.", Duration.ofSeconds(1));

    server
        .request()
        .post(PATH)
        .then()
        .statusCode(429)
        .header("Retry-After", "1")
        .body("code", equalTo("queue.full"));
  }

  private void create(String body) {
    server.request().contentType("application/json").body(body).post(PATH).then().statusCode(201);
  }
}
