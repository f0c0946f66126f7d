package dev.holdfast.access;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.InstanceService.BatchEntry;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.model.StepRecord;
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

  private static final String SHOWN = "[REDACTED]";

  /** Names no codec: nobody decodes it, and viewers see the JSON. */
  private static final EncodedValue HIDDEN = new EncodedValue("redacted", "", '"' + SHOWN + '"');

  /** Names of payloads in the data of log records, as docs/event-log.md lists them. */
  private static final Set<String> PAYLOAD_NAMES = Set.of("params", "output", "result", "payload");

  private static final String EVENT = "event";

  InstanceRecord of(InstanceRecord instance) {
    return this == NONE ? instance : hidden(instance);
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
            details.attempts());
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
    return this == NONE ? found : new Found(found.parked(), hidden(found.message()));
  }

  private static InstanceRecord hidden(InstanceRecord instance) {
    return instance
        .edit()
        .params(hidden(instance.origin().params()))
        .output(hidden(instance.output()))
        .progress(hidden(instance.progress()))
        .build();
  }

  private static StepRecord hidden(StepRecord step) {
    return step.result() == null ? step : step.withResult(HIDDEN);
  }

  private static @Nullable EncodedValue hidden(@Nullable EncodedValue value) {
    return value == null ? null : HIDDEN;
  }

  private static QueueMessage hidden(QueueMessage message) {
    return message.body() == null
        ? message
        : new QueueMessage(
            message.id(), message.queue(), message.properties(), SHOWN, message.isText());
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
    return value != null && PAYLOAD_NAMES.contains(name) ? SHOWN : value;
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
