package dev.holdfast.json;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.api.Retention;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceExport.Chunk;
import dev.holdfast.engine.model.InstanceExport.Event;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.json.ExportDocument.ChunkPart;
import dev.holdfast.json.ExportDocument.EventPart;
import dev.holdfast.json.ExportDocument.ParentPart;
import dev.holdfast.json.ExportDocument.RecordPart;
import dev.holdfast.json.ExportDocument.RetentionPart;
import dev.holdfast.json.ExportDocument.RollbackPart;
import dev.holdfast.json.ExportDocument.StepPart;
import dev.holdfast.json.JournalDocument.ChildPart;
import dev.holdfast.json.JournalDocument.ErrorPart;
import dev.holdfast.json.JournalDocument.TakenPart;
import dev.holdfast.json.JournalDocument.ValuePart;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns exported instances into documents, and back. */
final class ExportParts {

  private static final String FOREVER = "forever";

  private ExportParts() {}

  static ExportDocument document(InstanceExport export) {
    InstanceRecord it = export.instance();
    Origin origin = it.origin();
    @Nullable ScheduledFiring firing = origin.schedule();
    boolean leftOut = export.largeBytes() > 0 && export.chunks().isEmpty();
    return new ExportDocument(
        ExportDocument.VERSION,
        it.key().workflow(),
        it.key().id(),
        it.status().wireName(),
        it.epoch(),
        it.signals(),
        it.recoveries(),
        origin.createdAt(),
        it.startedAt(),
        it.endedAt(),
        it.pausedAt(),
        it.wakeAt(),
        origin.version(),
        it.lastVersion(),
        origin.trigger(),
        origin.caller(),
        firing == null ? null : firing.cron(),
        firing == null ? null : firing.scheduledTime(),
        part(origin.parent()),
        new RetentionPart(text(origin.retention().success()), text(origin.retention().error())),
        it.log(),
        ValuePart.of(origin.params()),
        ValuePart.of(it.output()),
        ErrorPart.of(it.failure()),
        ValuePart.of(it.progress()),
        it.warnings(),
        part(it.rollback()),
        it.awaits(),
        export.steps().stream().map(ExportParts::part).toList(),
        export.attempts().stream().map(JournalJson::part).toList(),
        export.events().stream().map(ExportParts::part).toList(),
        export.log().stream()
            .map(r -> new RecordPart(r.id(), r.type().wireName(), r.at(), r.data()))
            .toList(),
        export.chunks().stream().map(ExportParts::part).toList(),
        leftOut ? (Long) export.largeBytes() : null);
  }

  static InstanceExport export(ExportDocument document) {
    InstanceRecord instance = record(document);
    return new InstanceExport(
        instance,
        document.steps().stream().map(ExportParts::record).toList(),
        document.attempts().stream().map(JournalJson::record).toList(),
        document.events().stream().map(it -> event(document, it)).toList(),
        document.records().stream().map(ExportParts::record).toList(),
        document.chunks().stream().map(ExportParts::chunk).toList());
  }

  private static InstanceRecord record(ExportDocument document) {
    return InstanceRecord.queued(
            0,
            new InstanceKey(document.workflow(), document.id()),
            origin(document),
            document.createdAt())
        .edit()
        .status(
            InstanceStatus.find(document.status())
                .orElseThrow(
                    () -> new IllegalArgumentException("There is no status " + document.status())))
        .epoch(document.epoch())
        .wakeAt(document.wakeAt())
        .signals(document.signals())
        .recoveries(document.recoveries())
        .startedAt(document.startedAt())
        .endedAt(document.endedAt())
        .lastVersion(document.lastVersion())
        .output(ValuePart.value(document.output()))
        .failure(ErrorPart.failure(document.error()))
        .pausedAt(document.pausedAt())
        .log(document.log())
        .progress(ValuePart.value(document.progress()))
        .warnings(document.warnings())
        .rollback(record(document.rollback()))
        .awaits(document.awaits())
        .build();
  }

  private static Origin origin(ExportDocument document) {
    @Nullable String cron = document.cron();
    @Nullable Instant scheduledTime = document.scheduledTime();
    return new Origin(
        ValuePart.value(document.params()),
        document.createdAt(),
        document.version(),
        document.trigger(),
        document.caller(),
        new Retention(
            duration(document.retention().success()), duration(document.retention().error())),
        record(document.parent()),
        cron == null || scheduledTime == null ? null : new ScheduledFiring(cron, scheduledTime));
  }

  private static @Nullable ParentPart part(@Nullable Parent parent) {
    return parent == null
        ? null
        : new ParentPart(parent.key().workflow(), parent.key().id(), parent.epoch(), parent.step());
  }

  private static @Nullable Parent record(@Nullable ParentPart part) {
    return part == null
        ? null
        : new Parent(new InstanceKey(part.workflow(), part.id()), 0, part.epoch(), part.step());
  }

  private static @Nullable RollbackPart part(@Nullable Rollback rollback) {
    if (rollback == null) {
      return null;
    }
    @Nullable ErrorInfo error = rollback.error().orElse(null);
    return new RollbackPart(
        rollback.outcome().wireName(),
        error == null ? null : error.name(),
        error == null ? null : error.message(),
        error == null ? null : error.code());
  }

  private static @Nullable Rollback record(@Nullable RollbackPart part) {
    if (part == null) {
      return null;
    }
    @Nullable String name = part.errorName();
    @Nullable String message = part.errorMessage();
    return new Rollback(
        Rollback.Outcome.of(part.outcome()),
        name == null || message == null
            ? Optional.empty()
            : Optional.of(new ErrorInfo(name, message, part.errorCode())));
  }

  private static StepPart part(StepRecord step) {
    return new StepPart(
        step.seq(),
        step.key().kind().wireName(),
        step.key().scope(),
        step.key().name(),
        step.key().occurrence(),
        step.status().wireName(),
        step.attempt(),
        step.startedAt(),
        step.endedAt(),
        step.dueAt(),
        step.startedLog(),
        step.endedLog(),
        step.options(),
        step.eventType(),
        ValuePart.of(step.result()),
        ErrorPart.of(step.failure()),
        TakenPart.of(step.taken()),
        ChildPart.of(step.child()));
  }

  private static StepRecord record(StepPart part) {
    return new StepRecord(
        new StepKey(StepKind.of(part.kind()), part.scope(), part.name(), part.occurrence()),
        part.seq(),
        StepStatus.of(part.status()),
        part.attempt(),
        part.startedAt(),
        part.endedAt(),
        part.dueAt(),
        part.options(),
        part.eventType(),
        ValuePart.value(part.result()),
        ErrorPart.failure(part.error()),
        TakenPart.taken(part.taken()),
        part.startedLog(),
        part.endedLog(),
        ChildPart.key(part.child()));
  }

  private static EventPart part(Event event) {
    EventRecord record = event.record();
    return new EventPart(
        record.number(),
        record.eventId(),
        record.type(),
        ValuePart.of(record.payload()),
        record.receivedAt(),
        event.taken(),
        event.log());
  }

  private static Event event(ExportDocument document, EventPart part) {
    return new Event(
        new EventRecord(
            part.number(),
            0,
            document.epoch(),
            part.id(),
            part.type(),
            ValuePart.value(part.payload()),
            part.receivedAt()),
        part.taken(),
        part.log());
  }

  private static LogRecord record(RecordPart part) {
    return new LogRecord(
        part.id(),
        LogType.find(part.type())
            .orElseThrow(
                () -> new IllegalArgumentException("There is no type of record " + part.type())),
        part.at(),
        part.data());
  }

  private static ChunkPart part(Chunk chunk) {
    return new ChunkPart(
        chunk.step(), chunk.id(), chunk.number(), Base64.getEncoder().encodeToString(chunk.data()));
  }

  private static Chunk chunk(ChunkPart part) {
    return new Chunk(
        part.step(), part.id(), part.number(), Base64.getDecoder().decode(part.data()));
  }

  private static @Nullable String text(Optional<Duration> duration) {
    return duration.map(it -> it.equals(Retention.FOREVER) ? FOREVER : it.toString()).orElse(null);
  }

  private static Optional<Duration> duration(@Nullable String text) {
    return Optional.ofNullable(text)
        .map(it -> it.equals(FOREVER) ? Retention.FOREVER : Duration.parse(it));
  }
}
