package dev.holdfast.web.instance;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records by hand, as the engine would have left them. */
public final class Recorded {

  public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private Recorded() {}

  public static EncodedValue json(String data) {
    return new EncodedValue("jsonb-1", "java.lang.Object", data);
  }

  public static Failure failure(String name, String message, @Nullable String code) {
    return new Failure(new ErrorInfo(name, message, code), List.of());
  }

  public static StepKey key(StepKind kind, String name) {
    return new StepKey(kind, "", name, 1);
  }

  public static StepRecord started(StepKind kind, String name, int seq) {
    return StepRecord.started(key(kind, name), seq, START);
  }

  public static AttemptRecord attempt(int stepSeq, int attempt, @Nullable Long retryDelayMillis) {
    return new AttemptRecord(
        stepSeq,
        attempt,
        START,
        START.plusSeconds(1),
        failure("IOException", "no route", null),
        "java.io.IOException: no route\n\tat Secret.java:1",
        retryDelayMillis,
        24);
  }

  public static InstanceRecord queued(long number, InstanceKey key) {
    InstanceRecord.Origin origin =
        new InstanceRecord.Origin(json("{\"amount\":12.50}"), START, "v1", "api", "starter");
    return InstanceRecord.queued(number, key, origin, START);
  }

  public static InstanceRecord with(
      InstanceRecord record, InstanceStatus status, @Nullable EncodedValue output) {
    return record
        .edit()
        .status(status)
        .owner(null)
        .wakeAt(null)
        .startedAt(START.plusSeconds(1))
        .endedAt(status.isTerminal() ? START.plusSeconds(9) : null)
        .lastVersion("v2")
        .output(output)
        .failure(
            status == InstanceStatus.ERRORED
                ? failure("IllegalStateException", "Workflow failed intentionally", null)
                : null)
        .build();
  }
}
