package dev.holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.api.Retention;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceExport.Chunk;
import dev.holdfast.engine.model.InstanceExport.Event;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import dev.holdfast.engine.model.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportJsonTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00.000001Z");
  private static final EncodedValue VALUE =
      new EncodedValue("jsonb-1", "json", "{\"a\":1.0,\"ü\":\"\\n\"}");
  private static final Failure FAILURE =
      new Failure(new ErrorInfo("IOException", "no\nroute", "x.y"), List.of("java.io.IOException"));

  /** What the first release has written; every later one must read it. */
  private static final String RECORDED =
      """
      {"holdfastExport":1,"workflow":"w","id":"a","status":"waiting","epoch":2,"signals":3,\
      "recoveries":1,"createdAt":"2030-01-01T00:00:00.000001Z",\
      "startedAt":"2030-01-01T00:00:00.000001Z","endedAt":null,"pausedAt":null,\
      "wakeAt":"2030-01-01T00:00:09.000001Z","version":"1","lastVersion":"2","trigger":"api",\
      "caller":"ann","cron":null,"scheduledTime":null,"parent":null,\
      "retention":{"success":"PT1H","error":null},"log":64,\
      "params":{"codec":"jsonb-1","type":"json","data":"{\\"a\\":1}"},"output":null,"error":null,\
      "progress":null,"warnings":[],"rollback":null,"awaits":["go"],\
      "steps":[{"seq":1,"kind":"waitForEvent","scope":"","name":"go","occurrence":1,\
      "status":"running","attempt":0,"startedAt":"2030-01-01T00:00:00.000001Z","endedAt":null,\
      "dueAt":"2030-01-01T00:00:09.000001Z","startedLog":8,"endedLog":0,"options":null,\
      "eventType":"go","result":null,"error":null,"taken":null,"child":null}],"attempts":[],\
      "events":[{"number":7,"id":"e-1","type":"later","payload":null,\
      "receivedAt":"2030-01-01T00:00:00.000001Z","taken":false,"log":16}],\
      "records":[{"id":33,"type":"workflow_waiting","at":"2030-01-01T00:00:00.000001Z",\
      "data":null}],"chunks":[],"omittedBytes":null}""";

  private final ExportJson json = new ExportJson();

  private static InstanceExport full() {
    EncodedValue large = new LargeValue(LargeValue.BLOB, "blob", "c-1", 3, "abc", false).toValue();
    InstanceRecord instance =
        InstanceRecord.queued(
                0,
                new InstanceKey("w", "*/5 * * * *-1"),
                new Origin(
                    VALUE,
                    START,
                    "1",
                    "cron",
                    "ann",
                    new Retention(Optional.of(Retention.FOREVER), Optional.of(Duration.ofDays(3))),
                    new Parent(new InstanceKey("p", "q"), 0, 4, 5),
                    new ScheduledFiring("*/5 * * * *", START)),
                START)
            .edit()
            .status(InstanceStatus.ERRORED)
            .epoch(3)
            .wakeAt(START.plusSeconds(99))
            .signals(7)
            .recoveries(2)
            .startedAt(START.plusSeconds(1))
            .endedAt(START.plusSeconds(2))
            .pausedAt(START.plusSeconds(3))
            .lastVersion("2")
            .output(VALUE)
            .failure(FAILURE)
            .log(4096)
            .progress(VALUE)
            .warnings(List.of("a", "b"))
            .rollback(Rollback.failed(new ErrorInfo("E", "m", null)))
            .awaits(List.of())
            .build();
    StepRecord step =
        new StepRecord(
            new StepKey(StepKind.CHILD, "east-1", "call", 2),
            1,
            StepStatus.ERRORED,
            3,
            START,
            START.plusSeconds(1),
            START.plusSeconds(2),
            "limit=1",
            "$child/1",
            large,
            FAILURE,
            new TakenEvent(9, "e-1", START),
            8,
            16,
            new InstanceKey("kid", "k"));
    return new InstanceExport(
        instance,
        List.of(step),
        List.of(new AttemptRecord(1, 1, START, START, FAILURE, "at x\n at y", 5L, 24)),
        List.of(new Event(new EventRecord(9, 0, 3, "e-1", "go", VALUE, START), true, 32)),
        List.of(new LogRecord(40, LogType.WORKFLOW_QUEUED, START, "{}")),
        List.of(new Chunk(1, "c-1", 0, new byte[] {'a', -1, 0})));
  }

  @Test
  void readsAllThatItHasWritten() {
    String line = json.write(full());

    assertThat(line).doesNotContain("\n");
    assertThat(json.isExport(line)).isTrue();
    assertThat(json.read(line)).usingRecursiveComparison().isEqualTo(full());
  }

  @Test
  void saysWhatIsLeftOut() {
    assertThat(json.write(full().withChunks(List.of()))).endsWith("\"omittedBytes\":3}");
  }

  @Test
  void readsWhatTheFirstReleaseHasWritten() {
    InstanceExport read = json.read(RECORDED);

    assertThat(json.write(read)).isEqualTo(RECORDED);
    assertThat(read.instance().awaits()).containsExactly("go");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"holdfastExport\":2}|export.unknown_version",
        "{\"holdfastExport\":1}|export.invalid",
        "{\"holdfastExport\":1|export.invalid",
        "{\"holdfastExport\":null}|export.unknown_version"
      })
  void refusesWhatItDoesNotUnderstand(String line, String code) {
    assertThat(json.isExport(line)).isTrue();
    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> json.read(line))
        .returns(code, WorkflowException::code);
  }

  @Test
  void tellsACreationFromAnExport() {
    assertThat(json.isExport("{\"id\":\"holdfastExport\"}")).isFalse();
    assertThat(json.isExport(" { \"holdfastExport\" : 1")).isTrue();
  }
}
