package dev.holdfast.web.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

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
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

  private static final String PATH = "/workflows/order/instances/a-1/journal";

  @RegisterExtension private final RestServer server = new RestServer();

  @BeforeEach
  void keepAnInstance() {
    StepRecord load = Recorded.started(StepKind.RUN, "load", 1);
    StepRecord secret =
        Recorded.started(StepKind.RUN, "secret", 2).withOptions("limit=5 sensitive");
    server.instances.put(
        new InstanceDetails(
            Recorded.queued(1, new InstanceKey("order", "a-1")),
            List.of(
                load.completed(1, Recorded.json("[1,2]"), Recorded.START),
                secret.completed(1, Recorded.json("\"abc\""), Recorded.START)),
            List.of(Recorded.attempt(1, 1, 5000L))));
  }

  @Test
  void exportsWhatIsStoredWithoutSensitiveResults() {
    server
        .requestBy("operator")
        .get(PATH)
        .then()
        .statusCode(200)
        .body("format", equalTo("holdfast-journal"))
        .body("version", equalTo(1))
        .body("instance.params.data", equalTo("{\"amount\":12.50}"))
        .body("steps[0].result.data", equalTo("[1,2]"))
        .body("steps[1].redacted", equalTo(true))
        .body("steps[1].result", nullValue())
        .body("attempts[0].retryDelayMs", equalTo(5000))
        .body("attempts[0].stackTrace", containsString("Secret.java"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "starter"})
  void isForOperatorsOnly(String user) {
    server.requestBy(user).get(PATH).then().statusCode(403).body("code", equalTo("access.denied"));
  }

  @Test
  void saysSoWhenThereIsNoSuchInstance() {
    server
        .requestBy("operator")
        .get("/workflows/order/instances/b-1/journal")
        .then()
        .statusCode(404)
        .body("code", equalTo("instance.not_found"));
  }
}
