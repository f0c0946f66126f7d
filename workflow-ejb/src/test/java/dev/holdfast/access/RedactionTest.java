package dev.holdfast.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.ParkedMessages.Found;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Says what is left of messages and of lines that could not be accepted. */
class RedactionTest {

  private static final QueueMessage MESSAGE =
      new QueueMessage(
          "m-1",
          QueueMessage.EVENTS,
          Map.of("workflow", "order", "instanceId", "a", "customer", "secret"),
          "secret body",
          true);

  @Test
  void leavesWhereAParkedMessageWasToGo() {
    Found found = Redaction.PAYLOADS.of(found("params.invalid", "found the text secret"));

    assertThat(found.toString()).doesNotContain("secret");
    assertThat(found.message().body()).isEqualTo("[REDACTED]");
    assertThat(found.parked().properties())
        .containsEntry("workflow", "order")
        .containsEntry("instanceId", "a")
        .containsEntry("customer", "[REDACTED]");
    assertThat(found.parked().refusal()).isEqualTo(new Refusal("params.invalid", "[REDACTED]"));
    assertThat(Redaction.PAYLOADS.of(found("params.invalid", "secret").parked()))
        .isEqualTo(found.parked());
  }

  @Test
  void leavesReasonsThatQuoteNothing() {
    Found found = Redaction.PAYLOADS.of(found("instance.not_found", "There is no instance 'a'."));

    assertThat(found.parked().refusal().reason()).isEqualTo("There is no instance 'a'.");
  }

  @Test
  void leavesNoBodyWhereThereIsNone() {
    Found found = found("instance.not_found", "");

    assertThat(
            Redaction.PAYLOADS
                .of(new Found(found.parked(), MESSAGE.withoutBody()))
                .message()
                .body())
        .isNull();
  }

  @Test
  void leavesWhichLineWasWrong() {
    JobProblem problem = new JobProblem(7, "a", "params.invalid", "found the text secret");

    assertThat(Redaction.PAYLOADS.of(problem))
        .isEqualTo(new JobProblem(7, "a", "params.invalid", "[REDACTED]"));
  }

  @Test
  void changesNothingForTheOthers() {
    Found found = found("params.invalid", "secret");

    assertThat(Redaction.NONE.of(found)).isSameAs(found);
    assertThat(Redaction.NONE.of(found.parked())).isSameAs(found.parked());
  }

  private static Found found(String code, String reason) {
    return new Found(ParkedMessage.of(MESSAGE, new Refusal(code, reason), Instant.EPOCH), MESSAGE);
  }
}
