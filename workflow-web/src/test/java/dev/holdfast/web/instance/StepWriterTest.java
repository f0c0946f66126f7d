package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepWriterTest {

  private static final Instant END = Recorded.START.plusSeconds(2);
  private static final String OPTIONS =
      "limit=5 delay=10000ms backoff=exponential jitter=0.0 timeout=600000ms";

  private final StepWriter writer = new StepWriter(false, false);

  @Test
  void writesACompletedStepInFull() {
    StepRecord step =
        Recorded.started(StepKind.RUN, "load", 1).completed(1, Recorded.json("{\"a\":1}"), END);

    JsonObject json = writer.write(step, List.of());

    assertThat(json)
        .hasToString(
            "{\"kind\":\"run\",\"scope\":\"\",\"name\":\"load\",\"occurrence\":1,"
                + "\"status\":\"complete\",\"attempt\":1,\"startedAt\":\"2030-01-01T00:00:00Z\","
                + "\"endedAt\":\"2030-01-01T00:00:02Z\",\"nextAttemptAt\":null,\"config\":null,"
                + "\"output\":{\"a\":1},\"attempts\":[{\"attempt\":1,"
                + "\"startedAt\":\"2030-01-01T00:00:00Z\",\"endedAt\":\"2030-01-01T00:00:02Z\"}]}");
  }

  @Test
  void writesTheChildOfAStepThatWaitsForItsEnd() {
    StepRecord step =
        Recorded.started(StepKind.CHILD, "ship", 1)
            .starting(new InstanceKey("shipping", "s1"), "$child/1")
            .withOptions(OPTIONS + " closePolicy=terminate")
            .attempting(1)
            .dueAt(END);

    JsonObject json = writer.write(step, List.of());

    assertThat(json.getJsonObject("child"))
        .hasToString("{\"workflow\":\"shipping\",\"id\":\"s1\"}");
    assertThat(json.getString("deadline")).isEqualTo(END.toString());
    assertThat(json.getJsonObject("config").getString("closePolicy")).isEqualTo("terminate");
    assertThat(json).doesNotContainKey("eventType");
  }

  @Test
  void showsTheErrorOfAFailedChildAsNoOutput() {
    StepRecord step =
        Recorded.started(StepKind.CHILD, "ship", 1)
            .starting(new InstanceKey("shipping", "s1"), "$child/1")
            .childEnded(
                StepStatus.ERRORED,
                Recorded.json("{\"name\":\"IOException\"}"),
                Recorded.failure("ChildFailedException", "failed", "child.failed"),
                null,
                END);

    JsonObject json = writer.write(step, List.of());

    assertThat(json.get("output")).isEqualTo(JsonValue.NULL);
    assertThat(json.getJsonObject("error").getString("code")).isEqualTo("child.failed");
  }

  @Test
  void writesWhatARetryingStepWaitsFor() {
    StepRecord step = Recorded.started(StepKind.RUN, "load", 4).retrying(2, END, OPTIONS);

    JsonObject json =
        writer.write(step, List.of(Recorded.attempt(4, 1, 10_000L), Recorded.attempt(4, 2, null)));

    assertThat(json.getString("status")).isEqualTo("retrying");
    assertThat(json.getString("nextAttemptAt")).isEqualTo(END.toString());
    assertThat(json.getJsonObject("config").getInt("delayMs")).isEqualTo(10_000);
    assertThat(json.getJsonArray("attempts").getJsonObject(0))
        .hasToString(
            "{\"attempt\":1,\"startedAt\":\"2030-01-01T00:00:00Z\","
                + "\"endedAt\":\"2030-01-01T00:00:01Z\","
                + "\"error\":{\"name\":\"IOException\",\"message\":\"no route\"},"
                + "\"retryDelayMs\":10000}");
    assertThat(json.getJsonArray("attempts").getJsonObject(1)).doesNotContainKey("retryDelayMs");
    assertThat(json).doesNotContainKey("error");
  }

  @Test
  void showsWhenACompensationBeganOnceItHas() {
    StepRecord planned = Recorded.started(StepKind.COMPENSATION, "load", 2);
    StepRecord undone = planned.completed(1, null, END).logged(16, 24);

    assertThat(writer.write(planned, List.of()).get("startedAt")).isEqualTo(JsonValue.NULL);
    assertThat(writer.write(undone, List.of()).getString("startedAt"))
        .isEqualTo(Recorded.START.toString());
    assertThat(writer.write(undone, List.of()).getJsonArray("attempts"))
        .hasToString(
            "[{\"attempt\":1,\"startedAt\":\"2030-01-01T00:00:00Z\","
                + "\"endedAt\":\"2030-01-01T00:00:02Z\"}]");
  }

  @Test
  void showsStackTracesToThoseWhoMaySeeThem() {
    StepRecord step = Recorded.started(StepKind.RUN, "load", 1).retrying(1, END, OPTIONS);

    assertThat(attempt(new StepWriter(false, true), step).getString("stackTrace"))
        .contains("Secret.java");
    assertThat(attempt(writer, step)).doesNotContainKey("stackTrace");
  }

  @Test
  void cutsALongOutputUnlessAskedForAllOfIt() {
    StepRecord step =
        Recorded.started(StepKind.RUN, "load", 1)
            .completed(1, Recorded.json("\"" + "x".repeat(5000) + "\""), END);

    JsonObject cut = writer.write(step, List.of());
    JsonObject uncut = new StepWriter(true, false).write(step, List.of());

    assertThat(cut.getString("output")).hasSize(1024);
    assertThat(cut.getBoolean("truncated")).isTrue();
    assertThat(uncut.getString("output")).hasSize(5000);
    assertThat(uncut).doesNotContainKey("truncated");
  }

  @Test // case 71
  void hidesTheResultOfASensitiveStepEvenWhenUncut() {
    StepRecord step =
        Recorded.started(StepKind.RUN, "token", 1)
            .retrying(1, END, OPTIONS + " sensitive")
            .completed(2, Recorded.json("\"s3cret\""), END);

    JsonObject json = new StepWriter(true, true).write(step, List.of());

    assertThat(json.getString("output")).isEqualTo("[REDACTED]");
    assertThat(json.toString()).doesNotContain("s3cret");
  }

  @Test
  void saysWhenALaterAttemptEndedButNotWhenItStarted() {
    StepRecord step =
        Recorded.started(StepKind.RUN, "load", 1).completed(3, Recorded.json("1"), END);

    assertThat(attempt(writer, step))
        .hasToString("{\"attempt\":3,\"startedAt\":null,\"endedAt\":\"2030-01-01T00:00:02Z\"}");
  }

  @Test
  void writesASleepWithItsEnd() {
    StepRecord step = Recorded.started(StepKind.SLEEP, "nap", 1).waitingUntil(END, null);

    JsonObject json = writer.write(step, List.of());

    assertThat(json.getString("until")).isEqualTo(END.toString());
    assertThat(json.get("output")).isEqualTo(JsonValue.NULL);
    assertThat(json.getJsonArray("attempts")).isEmpty();
  }

  @Test
  void writesAnOpenWaitWithItsTypeAndDeadline() {
    StepRecord step =
        Recorded.started(StepKind.WAIT_FOR_EVENT, "approval", 1).waitingUntil(END, "approved");

    JsonObject json = writer.write(step, List.of());

    assertThat(json.getString("kind")).isEqualTo("waitForEvent");
    assertThat(json.getString("eventType")).isEqualTo("approved");
    assertThat(json.getString("deadline")).isEqualTo(END.toString());
    assertThat(json).doesNotContainKeys("event", "error");
  }

  @Test // case 259
  void writesADoneWaitWithItsEvent() {
    EventRecord event =
        new EventRecord(7, 1, 1, "e-1", "approved", Recorded.json("{\"by\":\"eve\"}"), END);
    StepRecord step =
        Recorded.started(StepKind.WAIT_FOR_EVENT, "approval", 1)
            .waitingUntil(END, "approved")
            .taking(event, END);

    assertThat(writer.write(step, List.of()).getJsonObject("event"))
        .hasToString(
            "{\"type\":\"approved\",\"payload\":{\"by\":\"eve\"},"
                + "\"timestamp\":\"2030-01-01T00:00:02Z\",\"id\":\"e-1\"}");
  }

  @Test // case 259
  void writesATimedOutWaitWithItsError() {
    StepRecord step =
        Recorded.started(StepKind.WAIT_FOR_EVENT, "approval", 1)
            .waitingUntil(END, "approved")
            .failed(
                StepStatus.TIMED_OUT,
                0,
                Recorded.failure(
                    "EventTimeoutException", "timed out after 300 ms", EventTimeoutException.CODE),
                END);

    JsonObject json = writer.write(step, List.of());

    assertThat(json.getString("status")).isEqualTo("timedOut");
    assertThat(json.getJsonObject("error"))
        .hasToString(
            "{\"name\":\"EventTimeoutException\",\"message\":\"timed out after 300 ms\","
                + "\"code\":\"event.timeout\"}");
  }

  private static JsonObject attempt(StepWriter writer, StepRecord step) {
    List<AttemptRecord> failed =
        step.status() == StepStatus.COMPLETE ? List.of() : List.of(Recorded.attempt(1, 1, 10L));
    return writer.write(step, failed).getJsonArray("attempts").getJsonObject(0);
  }
}
