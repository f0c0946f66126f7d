package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.web.http.FakeInstances.Sent;
import dev.holdfast.web.instance.Recorded;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {

  private static final InstanceKey KEY = new InstanceKey("order", "a-1");
  private static final String PATH = "/workflows/order/instances/a-1/events/approved";

  @RegisterExtension private final RestServer server = new RestServer();

  @BeforeEach
  void keepAnInstance() {
    server.instances.put(Recorded.queued(1, KEY), InstanceStatus.WAITING);
  }

  @Test
  void handsTheBodyOnAsItIs() {
    server
        .request()
        .contentType("application/json")
        .header("Idempotency-Key", "e-1")
        .body("{\"by\": \"eve\", \"n\": 1.50}")
        .post(PATH)
        .then()
        .statusCode(202)
        .body("eventId", equalTo("e-1"))
        .body("receivedAt", equalTo("2030-01-01T00:00:00Z"));

    assertThat(server.instances.sent)
        .containsExactly(
            new Sent(
                KEY,
                "approved",
                Recorded.json("{\"by\": \"eve\", \"n\": 1.50}"),
                Optional.of("e-1")));
  }

  @Test
  void takesNoBodyAsNull() {
    server.request().post(PATH).then().statusCode(202).body("eventId", equalTo("made-up"));

    assertThat(server.instances.sent)
        .containsExactly(new Sent(KEY, "approved", null, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"text\"", "[]", "false"})
  void takesAnyJson(String body) {
    server.request().contentType("application/json").body(body).post(PATH).then().statusCode(202);

    assertThat(server.instances.sent)
        .extracting(Sent::payload)
        .containsExactly(Recorded.json(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"approved", "{} {}", "{"})
  void refusesWhatIsNotJson(String body) {
    server
        .request()
        .contentType("application/json")
        .body(body)
        .post(PATH)
        .then()
        .statusCode(400)
        .body("code", equalTo("request.invalid"));

    assertThat(server.instances.sent).isEmpty();
  }

  @Test
  void comesTooLateForAnInstanceThatHasEnded() {
    server.instances.put(Recorded.queued(1, KEY), InstanceStatus.COMPLETE);

    server.request().post(PATH).then().statusCode(409).body("code", equalTo("instance.finished"));
  }
}
