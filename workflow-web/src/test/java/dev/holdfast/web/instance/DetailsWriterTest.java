package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Retention;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetailsWriterTest {

  private static final Instant END = Recorded.START.plusSeconds(2);
  private static final InstanceRecord QUEUED =
      Recorded.queued(1, new InstanceKey("order", "order-17"));
  private static final InstanceRecord WAITING = Recorded.with(QUEUED, InstanceStatus.WAITING, null);

  @Test
  void writesANewInstanceWithEveryMember() {
    assertThat(write(QUEUED))
        .hasToString(
            "{\"id\":\"order-17\",\"workflow\":\"order\",\"status\":\"queued\","
                + "\"params\":{\"amount\":12.50},\"output\":null,"
                + "\"createdAt\":\"2030-01-01T00:00:00Z\",\"startedAt\":null,\"endedAt\":null,"
                + "\"wakeAt\":\"2030-01-01T00:00:00Z\",\"waitingFor\":null,\"stepCount\":0,"
                + "\"epoch\":1,\"version\":\"v1\",\"lastVersion\":null,\"trigger\":\"api\","
                + "\"schedule\":null,\"parent\":null,\"children\":[],\"rollback\":null,"
                + "\"progress\":null,\"warnings\":[],\"steps\":[]}");
  }

  @Test
  void showsTheFiringOfAScheduleThatCreatedIt() {
    Instant nine = Instant.parse("2030-01-01T09:00:00Z");
    InstanceRecord.Origin origin =
        new InstanceRecord.Origin(
            Recorded.json("{}"),
            nine,
            "v1",
            "cron",
            "",
            Retention.DEFAULT,
            null,
            new ScheduledFiring("0 9 * * *", nine));

    JsonObject json =
        write(
            InstanceRecord.queued(
                1, new InstanceKey("order", "0 9 * * *-1893488400000"), origin, nine));

    assertThat(json.getJsonObject("schedule"))
        .hasToString("{\"cron\":\"0 9 * * *\",\"scheduledTime\":\"2030-01-01T09:00:00Z\"}");
  }

  @Test
  void showsWhatBecameOfACompensationAndTheWarnings() {
    ErrorInfo error = new ErrorInfo("IOException", "no route", "x.y");
    InstanceRecord undone = QUEUED.edit().rollback(Rollback.COMPLETE).build();
    InstanceRecord stopped =
        QUEUED.edit().rollback(Rollback.failed(error)).warnings(List.of("look here")).build();

    assertThat(write(undone).getJsonObject("rollback"))
        .hasToString("{\"outcome\":\"complete\",\"error\":null}");
    assertThat(write(stopped).getJsonObject("rollback"))
        .hasToString(
            "{\"outcome\":\"failed\",\"error\":{\"name\":\"IOException\",\"message\":\"no route\","
                + "\"code\":\"x.y\"}}");
    assertThat(write(stopped).getJsonArray("warnings")).hasToString("[\"look here\"]");
  }

  @Test
  void hidesTheErrorOfAnInstanceThatIsStillRollingBack() {
    InstanceRecord errored = Recorded.with(QUEUED, InstanceStatus.ERRORED, null);

    assertThat(write(errored.edit().status(InstanceStatus.ROLLING_BACK).build()))
        .doesNotContainKey("error");
  }

  @Test
  void showsItsParentAndTheChildrenThatItHasStarted() {
    InstanceRecord.Origin origin =
        new InstanceRecord.Origin(
            Recorded.json("{}"),
            Recorded.START,
            "v1",
            "child",
            "",
            Retention.DEFAULT,
            new InstanceRecord.Parent(new InstanceKey("batch", "b1"), 7, 1, 3),
            null);
    InstanceRecord child =
        InstanceRecord.queued(8, new InstanceKey("order", "o1"), origin, Recorded.START);
    StepRecord call =
        Recorded.started(StepKind.CHILD, "ship", 1)
            .starting(new InstanceKey("shipping", "s1"), "$child/1")
            .attempting(1);
    StepRecord other =
        Recorded.started(StepKind.CHILD, "trying", 2)
            .starting(new InstanceKey("shipping", "s2"), null);

    JsonObject json = write(Recorded.with(child, InstanceStatus.WAITING, null), call, other);

    assertThat(json.getJsonObject("parent")).hasToString("{\"workflow\":\"batch\",\"id\":\"b1\"}");
    assertThat(json.getJsonArray("children"))
        .hasToString("[{\"workflow\":\"shipping\",\"id\":\"s1\"}]");
    assertThat(json.getInt("stepCount")).isEqualTo(2);
    assertThat(json.getJsonObject("waitingFor"))
        .hasToString(
            "{\"kind\":\"child\",\"name\":\"ship\","
                + "\"child\":{\"workflow\":\"shipping\",\"id\":\"s1\"},\"until\":null}");
  }

  @Test
  void showsThePublishedProgress() {
    InstanceRecord instance =
        Recorded.with(QUEUED, InstanceStatus.RUNNING, null)
            .edit()
            .progress(Recorded.json("{\"done\":3}"))
            .build();

    assertThat(write(instance).getJsonObject("progress")).hasToString("{\"done\":3}");
    assertThat(write(QUEUED).isNull("progress")).isTrue();
  }

  @Test
  void showsAnErrorOnlyWhenThereIsOne() {
    JsonObject errored = write(Recorded.with(QUEUED, InstanceStatus.ERRORED, null));
    JsonObject complete =
        write(Recorded.with(QUEUED, InstanceStatus.COMPLETE, Recorded.json("[1]")));

    assertThat(errored.getJsonObject("error"))
        .hasToString(
            "{\"name\":\"IllegalStateException\",\"message\":\"Workflow failed intentionally\"}");
    assertThat(errored.get("output")).isEqualTo(JsonValue.NULL);
    assertThat(complete).doesNotContainKey("error");
    assertThat(complete.getJsonArray("output")).hasToString("[1]");
  }

  @Test
  void keepsTheStepsInOrderAndGivesEachItsAttempts() {
    StepRecord first = Recorded.started(StepKind.RUN, "a", 1).retrying(1, END, "limit=1");
    StepRecord second = Recorded.started(StepKind.SLEEP, "b", 2).waitingUntil(END, null);
    StepRecord third = Recorded.started(StepKind.RUN, "c", 3).retrying(2, END, "limit=2");

    JsonObject json =
        new DetailsWriter(
                new InstanceDetails(
                    WAITING,
                    List.of(first, second, third),
                    List.of(
                        Recorded.attempt(1, 1, 5L),
                        Recorded.attempt(3, 1, 5L),
                        Recorded.attempt(3, 2, 5L))),
                new StepWriter(false, false))
            .write();

    assertThat(json.getJsonArray("steps").getValuesAs(JsonObject.class))
        .extracting(step -> step.getString("name") + step.getJsonArray("attempts").size())
        .containsExactly("a1", "b0", "c2");
    assertThat(json.getInt("stepCount")).isEqualTo(2);
  }

  @Test
  void saysWhichEventItWaitsForAndUntilWhen() {
    StepRecord wait =
        Recorded.started(StepKind.WAIT_FOR_EVENT, "approval", 1).waitingUntil(END, "approved");

    assertThat(write(WAITING, wait).getJsonObject("waitingFor"))
        .hasToString(
            "{\"kind\":\"waitForEvent\",\"name\":\"approval\",\"eventType\":\"approved\","
                + "\"until\":\"2030-01-01T00:00:02Z\"}");
  }

  @Test
  void saysThatItSleepsOrWaitsToTryAgain() {
    StepRecord sleep = Recorded.started(StepKind.SLEEP, "nap", 1).waitingUntil(END, null);
    StepRecord retry =
        Recorded.started(StepKind.RUN, "load", 2).retrying(1, END.minusSeconds(1), "limit=1");

    assertThat(write(WAITING, sleep).getJsonObject("waitingFor"))
        .hasToString("{\"kind\":\"sleep\",\"name\":\"nap\",\"until\":\"2030-01-01T00:00:02Z\"}");
    assertThat(write(WAITING, sleep, retry).getJsonObject("waitingFor").getString("name"))
        .isEqualTo("load");
  }

  @Test
  void waitsForNothingWhileABodyRunsOrOnceItHasEnded() {
    StepRecord body = Recorded.started(StepKind.RUN, "load", 1).attempting(1);
    StepRecord wait =
        Recorded.started(StepKind.WAIT_FOR_EVENT, "approval", 2).waitingUntil(END, "approved");

    assertThat(write(Recorded.with(QUEUED, InstanceStatus.RUNNING, null), body).get("waitingFor"))
        .isEqualTo(JsonValue.NULL);
    assertThat(
            write(Recorded.with(QUEUED, InstanceStatus.TERMINATED, null), wait).get("waitingFor"))
        .isEqualTo(JsonValue.NULL);
  }

  private static JsonObject write(InstanceRecord instance, StepRecord... steps) {
    return new DetailsWriter(
            new InstanceDetails(instance, List.of(steps), List.of()), new StepWriter(false, false))
        .write();
  }
}
