package dev.holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalJsonTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00.000001Z");
  private static final EncodedValue VALUE = new EncodedValue("jsonb-1", "json", "{\"a\":1.0}");
  private static final Failure FAILURE =
      new Failure(new ErrorInfo("IOException", "no route", "x.y"), List.of("java.io.IOException"));

  private final JournalJson json = new JournalJson();

  @Test
  void readsWhatItHasWritten() {
    StepRecord wait =
        started(StepKind.WAIT_FOR_EVENT, 2)
            .waitingUntil(START.plusSeconds(60), "go")
            .taking(event(), START.plusSeconds(5));
    InstanceJournal journal =
        journal(
            started(StepKind.RUN, 1)
                .failed(StepStatus.ERRORED, 2, FAILURE, START.plusSeconds(1))
                .logged(8, 16),
            wait,
            started(StepKind.SLEEP, 3).waitingUntil(START.plusSeconds(9), null),
            started(StepKind.RUN, 4).completed(1, VALUE, START));

    assertThat(json.read(json.write(journal))).isEqualTo(journal);
  }

  @Test
  void leavesTheResultsOfSensitiveStepsOut() {
    EncodedValue password = new EncodedValue("jsonb-1", "java.lang.String", "\"abc\"");
    StepRecord secret =
        started(StepKind.RUN, 1).withOptions("limit=5 sensitive").completed(1, password, START);

    String written = json.write(journal(secret));

    assertThat(written).contains("\"redacted\":true").doesNotContain("abc");
    assertThat(json.read(written).steps().get(0).result()).isNull();
  }

  @Test
  void readsJournalsOfReleasesThatKnewLess() {
    String older =
        json.write(journal(started(StepKind.RUN, 1)))
            .replace("\"cron\":null,", "")
            .replace(",\"child\":null,\"blob\":null,\"omittedBytes\":null", "");

    assertThat(older).doesNotContain("omittedBytes");
    assertThat(json.read(older).steps()).hasSize(1);
  }

  @Test
  void keepsBlobsThatWereTakenAlong() {
    InstanceJournal journal = withBlob(large(null), new byte[] {1, -2, 3});

    InstanceJournal read = json.read(json.write(journal));

    assertThat(read.steps()).isEqualTo(journal.steps());
    assertThat(read.blobs().get(1)).containsExactly(1, -2, 3);
    assertThat(read.isLeftOut(read.steps().get(0))).isFalse();
  }

  @Test
  void saysHowLargeAResultIsThatWasLeftBehind() {
    InstanceJournal journal = journal(large(null));

    String written = json.write(journal);

    assertThat(written).contains("\"omittedBytes\":3}").contains("\"blob\":null");
    assertThat(json.read(written).isLeftOut(large(null))).isTrue();
  }

  @Test
  void leavesOutTheBlobOfASensitiveStep() {
    String written = json.write(withBlob(large("sensitive"), new byte[] {1, -2, 3}));

    assertThat(written)
        .contains("\"redacted\":true")
        .contains("\"blob\":null")
        .contains("\"omittedBytes\":null");
  }

  private static StepRecord large(@Nullable String options) {
    StepRecord step =
        started(StepKind.RUN, 1)
            .completed(
                1, new LargeValue(LargeValue.BLOB, "", "b1", 3, "abc", false).toValue(), START);
    return options == null ? step : step.withOptions(options);
  }

  private static InstanceJournal withBlob(StepRecord step, byte[] blob) {
    InstanceJournal journal = journal(step);
    return new InstanceJournal(
        journal.instance(),
        journal.steps(),
        journal.attempts(),
        journal.events(),
        Map.of(step.seq(), blob));
  }

  private static InstanceJournal journal(StepRecord... steps) {
    Origin origin = new Origin(VALUE, START, "v1", "api", "starter");
    InstanceRecord instance =
        InstanceRecord.queued(7, new InstanceKey("w", "i"), origin, START)
            .edit()
            .status(InstanceStatus.ERRORED)
            .wakeAt(null)
            .epoch(2)
            .startedAt(START)
            .endedAt(START.plusSeconds(9))
            .lastVersion("v2")
            .failure(FAILURE)
            .build();
    AttemptRecord attempt =
        new AttemptRecord(1, 1, START, START.plusSeconds(1), FAILURE, "at X", 5_000L, 24);
    return new InstanceJournal(
        instance, List.of(steps), List.of(attempt), List.of(event()), Map.of());
  }

  private static StepRecord started(StepKind kind, int seq) {
    return StepRecord.started(new StepKey(kind, "east-1", "s", seq), seq, START);
  }

  private static EventRecord event() {
    return new EventRecord(3, 7, 2, "e1", "go", VALUE, START.plusSeconds(4));
  }
}
