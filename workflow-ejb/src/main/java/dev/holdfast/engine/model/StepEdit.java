package dev.holdfast.engine.model;

import dev.holdfast.engine.model.StepRecord.TakenEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes a changed copy of a step's record. What is not set stays as it was. */
final class StepEdit {

  private final StepRecord before;
  private StepStatus status;
  private int attempt;
  private Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Instant dueAt;
  private @Nullable String options;
  private @Nullable String eventType;
  private @Nullable EncodedValue result;
  private @Nullable Failure failure;
  private @Nullable TakenEvent taken;
  private long startedLog;
  private long endedLog;
  private @Nullable InstanceKey child;

  StepEdit(StepRecord before) {
    this.before = before;
    this.status = before.status();
    this.attempt = before.attempt();
    this.startedAt = before.startedAt();
    this.endedAt = before.endedAt();
    this.dueAt = before.dueAt();
    this.options = before.options();
    this.eventType = before.eventType();
    this.result = before.result();
    this.failure = before.failure();
    this.taken = before.taken();
    this.startedLog = before.startedLog();
    this.endedLog = before.endedLog();
    this.child = before.child();
  }

  StepEdit status(StepStatus value) {
    status = value;
    return this;
  }

  StepEdit attempt(int value) {
    attempt = value;
    return this;
  }

  StepEdit startedAt(Instant value) {
    startedAt = value;
    return this;
  }

  StepEdit endedAt(@Nullable Instant value) {
    endedAt = value;
    return this;
  }

  StepEdit dueAt(@Nullable Instant value) {
    dueAt = value;
    return this;
  }

  StepEdit options(@Nullable String value) {
    options = value;
    return this;
  }

  StepEdit eventType(@Nullable String value) {
    eventType = value;
    return this;
  }

  StepEdit result(@Nullable EncodedValue value) {
    result = value;
    return this;
  }

  StepEdit failure(@Nullable Failure value) {
    failure = value;
    return this;
  }

  StepEdit taken(@Nullable TakenEvent value) {
    taken = value;
    return this;
  }

  StepEdit startedLog(long value) {
    startedLog = value;
    return this;
  }

  StepEdit endedLog(long value) {
    endedLog = value;
    return this;
  }

  StepEdit child(@Nullable InstanceKey value) {
    child = value;
    return this;
  }

  StepRecord build() {
    return new StepRecord(
        before.key(),
        before.seq(),
        status,
        attempt,
        startedAt,
        endedAt,
        dueAt,
        options,
        eventType,
        result,
        failure,
        taken,
        startedLog,
        endedLog,
        child);
  }
}
