package dev.holdfast.access;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.InstanceService.BatchEntry;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import dev.holdfast.engine.port.ParkedMessages.Found;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is what is left of a record for one caller. What holds no payload stays as it is. */
enum Redaction {

  /** Leaves everything. */
  NONE,

  /** Puts {@code [REDACTED]} in the place of payloads; where there is none, there is none. */
  PAYLOADS;

  /** Names no codec: nobody decodes it, and viewers see the JSON. */
  private static final EncodedValue HIDDEN =
      new EncodedValue("redacted", "", '"' + EncodedValue.REDACTED + '"');

  /** Names of payloads in the data of log records, as docs/event-log.md lists them. */
  private static final Set<String> PAYLOAD_NAMES = Set.of("params", "output", "result", "payload");

  private static final String EVENT = "event";
  private static final String ERROR = "error";

  /** Properties of messages that the engine itself reads; others are the sender's own. */
  private static final Set<String> ADDRESS =
      Set.of("workflow", "instanceId", "eventType", "eventId");

  InstanceRecord of(InstanceRecord instance) {
    return this == NONE ? instance : hidden(instance);
  }

  InstanceSummary of(InstanceSummary line) {
    return this == NONE
        ? line
        : new InstanceSummary(hidden(line.instance()), line.currentStep().map(Redaction::hidden));
  }

  Created of(Created created) {
    return this == NONE ? created : new Created(hidden(created.instance()), created.existing());
  }

  BatchEntry of(BatchEntry entry) {
    return new BatchEntry(entry.id(), entry.created().map(this::of), entry.error());
  }

  InstanceDetails of(InstanceDetails details) {
    return this == NONE
        ? details
        : new InstanceDetails(
            hidden(details.instance()),
            details.steps().stream().map(Redaction::hidden).toList(),
            details.attempts().stream().map(QuotingErrors::hide).toList());
  }

  LogEntry of(LogEntry entry) {
    return this == NONE
        ? entry
        : new LogEntry(
            entry.workflow(),
            entry.instanceId(),
            entry.eventId(),
            entry.timestamp(),
            entry.type(),
            entry.step(),
            hidden(entry.data()));
  }

  LogListener of(LogListener listener) {
    return this == NONE ? listener : new RedactedListener(listener);
  }

  Found of(Found found) {
    return this == NONE ? found : new Found(hidden(found.parked()), hidden(found.message()));
  }

  ParkedMessage of(ParkedMessage message) {
    return this == NONE ? message : hidden(message);
  }

  /** What is wrong with a line is said by quoting it. */
  JobProblem of(JobProblem problem) {
    return this == NONE
        ? problem
        : new JobProblem(problem.line(), problem.id(), problem.code(), EncodedValue.REDACTED);
  }

  private static InstanceRecord hidden(InstanceRecord instance) {
    return instance
        .edit()
        .params(hidden(instance.origin().params()))
        .output(hidden(instance.output()))
        .progress(hidden(instance.progress()))
        .failure(QuotingErrors.hide(instance.failure()))
        .build();
  }

  /** That of a race names the winner and the losers. */
  private static StepRecord hidden(StepRecord step) {
    boolean isPayload = step.result() != null && step.key().kind() != StepKind.RACE;
    StepRecord shown = isPayload ? step.withResult(HIDDEN) : step;
    return shown.withFailure(QuotingErrors.hide(shown.failure()));
  }

  private static @Nullable EncodedValue hidden(@Nullable EncodedValue value) {
    return value == null ? null : HIDDEN;
  }

  private static ParkedMessage hidden(ParkedMessage message) {
    ParkedMessage.Refusal refusal = message.refusal();
    return new ParkedMessage(
        message.id(),
        message.queue(),
        properties(message.properties()),
        QuotingErrors.have(refusal.code())
            ? new ParkedMessage.Refusal(refusal.code(), EncodedValue.REDACTED)
            : refusal,
        message.parkedAt(),
        message.retries(),
        message.retriedAt(),
        message.retriedBy());
  }

  private static QueueMessage hidden(QueueMessage message) {
    return new QueueMessage(
        message.id(),
        message.queue(),
        properties(message.properties()),
        message.body() == null ? null : EncodedValue.REDACTED,
        message.isText());
  }

  private static Map<String, String> properties(Map<String, String> all) {
    Map<String, String> shown = new LinkedHashMap<>(all);
    shown.replaceAll((name, value) -> ADDRESS.contains(name) ? value : EncodedValue.REDACTED);
    return shown;
  }

  private static Map<String, @Nullable Object> hidden(Map<?, ?> data) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    data.forEach((name, value) -> shown.put(String.valueOf(name), hidden(name, value)));
    return shown;
  }

  private static @Nullable Object hidden(Object name, @Nullable Object value) {
    if (EVENT.equals(name) && value instanceof Map<?, ?> event) {
      return hidden(event);
    }
    if (ERROR.equals(name) && value instanceof Map<?, ?> error) {
      return error(error);
    }
    return value != null && PAYLOAD_NAMES.contains(name) ? EncodedValue.REDACTED : value;
  }

  private static Map<?, ?> error(Map<?, ?> error) {
    Map<Object, @Nullable Object> shown = new LinkedHashMap<>(error);
    if (QuotingErrors.have(error.get("code"))) {
      shown.put("message", EncodedValue.REDACTED);
    }
    return shown;
  }

  /** Tells a listener what is left of each record. */
  private record RedactedListener(LogListener told) implements LogListener {

    @Override
    public void record(LogEntry entry) {
      told.record(PAYLOADS.of(entry));
    }

    @Override
    public void ended() {
      told.ended();
    }

    @Override
    public void idle() {
      told.idle();
    }

    @Override
    public boolean isDone() {
      return told.isDone();
    }
  }
}
