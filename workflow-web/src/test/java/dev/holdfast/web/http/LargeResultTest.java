package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.web.instance.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LargeResultTest {

  private static final String PATH = "/workflows/order/instances/a-1";
  private static final byte[] PICTURE = new byte[14_000];

  @RegisterExtension private final RestServer server = new RestServer();

  @BeforeEach
  void keepAnInstance() {
    new Random(1).nextBytes(PICTURE);
    server.instances.largeResults.put("picture", PICTURE);
    server.instances.largeResults.put("token", PICTURE);
    server.instances.largeResults.put("list", "[1,2,3]".getBytes(StandardCharsets.UTF_8));
    LargeValue blob =
        new LargeValue(LargeValue.BLOB, "", "id-1", 14_000, "[binary: 14000 bytes]", false);
    LargeValue list = new LargeValue("jsonb-1", "json", "id-2", 7, "[1,2", true);
    server.instances.put(
        new InstanceDetails(
            Recorded.with(
                Recorded.queued(1, new InstanceKey("order", "a-1")), InstanceStatus.WAITING, null),
            List.of(
                step("picture", 1, blob.toValue()),
                step("list", 2, list.toValue()),
                step("token", 3, blob.toValue()).withOptions("limit=5 sensitive")),
            List.of()));
  }

  @Test
  void answersWithTheBytesOfABlob() {
    byte[] answer =
        server
            .requestBy("viewer")
            .get(PATH + "/steps/picture")
            .then()
            .statusCode(200)
            .contentType("application/octet-stream")
            .header("Content-Length", "14000")
            .header("X-Content-Type-Options", "nosniff")
            .header("Content-Disposition", "attachment")
            .extract()
            .asByteArray();

    assertThat(answer).isEqualTo(PICTURE);
  }

  @Test
  void answersWithJsonToACallerThatAcceptsNothingElse() {
    server
        .requestBy("viewer")
        .header("Accept", "application/json")
        .get(PATH + "/steps/picture")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("output", equalTo("[binary: 14000 bytes]"));
  }

  @Test
  void showsALargeValueThatIsNoBlobWhole() {
    server
        .requestBy("viewer")
        .get(PATH + "/steps/list")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("output", hasSize(3));
  }

  @Test // case 71
  void hidesASensitiveBlob() {
    server
        .requestBy("admin")
        .get(PATH + "/steps/token")
        .then()
        .statusCode(200)
        .body("output", equalTo("[REDACTED]"));
  }

  @Test
  void showsInTheDetailsWhatTheRecordsKnow() {
    server
        .requestBy("viewer")
        .get(PATH)
        .then()
        .body("steps[0].output", equalTo("[binary: 14000 bytes]"))
        .body("steps[1].output", equalTo("[1,2"))
        .body("steps[1].truncated", equalTo(true))
        .body("steps[2].output", equalTo("[REDACTED]"));
  }

  private static StepRecord step(String name, int seq, EncodedValue result) {
    return Recorded.started(StepKind.RUN, name, seq).completed(1, result, Recorded.START);
  }
}
