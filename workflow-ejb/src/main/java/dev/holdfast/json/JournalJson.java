package dev.holdfast.json;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.json.JournalDocument.AttemptPart;
import dev.holdfast.json.JournalDocument.ChildPart;
import dev.holdfast.json.JournalDocument.ErrorPart;
import dev.holdfast.json.JournalDocument.EventPart;
import dev.holdfast.json.JournalDocument.InstancePart;
import dev.holdfast.json.JournalDocument.StepPart;
import dev.holdfast.json.JournalDocument.TakenPart;
import dev.holdfast.json.JournalDocument.ValuePart;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the journal of an instance as JSON and reads it again. Results of sensitive steps are left
 * out and marked. Thread-safe.
 */
public final class JournalJson {

  private final PayloadCodec codec = new JsonbPayloadCodec();

  /** Makes a writer and reader. */
  public JournalJson() {}

  /**
   * Writes a journal.
   *
   * @param journal the journal
   * @return JSON
   */
  public String write(InstanceJournal journal) {
    JournalDocument document =
        new JournalDocument(
            JournalDocument.FORMAT,
            JournalDocument.VERSION,
            part(journal.instance()),
            journal.steps().stream().map(step -> part(journal, step)).toList(),
            journal.attempts().stream().map(JournalJson::part).toList(),
            journal.events().stream().map(JournalJson::part).toList());
    return codec.encode(document, JournalDocument.class).data();
  }

  /**
   * Reads a journal.
   *
   * @param json what {@link #write} wrote, in this release or an earlier one
   * @return the journal; a sensitive step has no result
   * @throws UndecodableException when it is not a journal, or one of a later release
   */
  public InstanceJournal read(String json) {
    checkLayout(json);
    JournalDocument document =
        (JournalDocument)
            Objects.requireNonNull(codec.decode(codec.fromJson(json), JournalDocument.class));
    InstancePart instance = document.instance();
    return new InstanceJournal(
        record(instance),
        document.steps().stream().map(JournalJson::record).toList(),
        document.attempts().stream().map(JournalJson::record).toList(),
        document.events().stream().map(event -> record(instance, event)).toList(),
        blobs(document.steps()));
  }

  private static Map<Integer, byte[]> blobs(List<StepPart> steps) {
    Map<Integer, byte[]> blobs = new HashMap<>();
    for (StepPart step : steps) {
      @Nullable String blob = step.blob();
      if (blob != null) {
        blobs.put(step.seq(), Base64.getDecoder().decode(blob));
      }
    }
    return blobs;
  }

  private void checkLayout(String json) {
    Object tree = codec.decode(codec.fromJson(json), Object.class);
    if (!(tree instanceof Map<?, ?> members)
        || !JournalDocument.FORMAT.equals(members.get("format"))) {
      throw new UndecodableException(
          "The text is not a journal: its member 'format' must be '" + JournalDocument.FORMAT + "'",
          null);
    }
    if (!String.valueOf(members.get("version")).equals("" + JournalDocument.VERSION)) {
      throw new UndecodableException(
          "Journals of version %s are not understood, expected %d: use the release that wrote it or a later one"
              .formatted(members.get("version"), JournalDocument.VERSION),
          null);
    }
  }

  private static InstancePart part(InstanceRecord instance) {
    @Nullable ScheduledFiring firing = instance.origin().schedule();
    return new InstancePart(
        instance.key().workflow(),
        instance.key().id(),
        instance.number(),
        instance.epoch(),
        instance.status().wireName(),
        instance.origin().version(),
        instance.lastVersion(),
        instance.origin().trigger(),
        instance.origin().caller(),
        instance.origin().createdAt(),
        instance.startedAt(),
        instance.endedAt(),
        firing == null ? null : firing.cron(),
        firing == null ? null : firing.scheduledTime(),
        ValuePart.of(instance.origin().params()),
        ValuePart.of(instance.output()),
        ErrorPart.of(instance.failure()));
  }

  private static InstanceRecord record(InstancePart part) {
    Origin origin =
        new Origin(
            ValuePart.value(part.params()),
            part.createdAt(),
            part.version(),
            part.trigger(),
            part.caller());
    InstanceRecord queued =
        InstanceRecord.queued(
            part.number(),
            new InstanceKey(part.workflow(), part.id()),
            part.cron() == null || part.scheduledTime() == null
                ? origin
                : scheduled(origin, new ScheduledFiring(part.cron(), part.scheduledTime())),
            part.createdAt());
    return queued
        .edit()
        .status(InstanceStatus.find(part.status()).orElseThrow(() -> unknown(part.status())))
        .epoch(part.epoch())
        .wakeAt(null)
        .startedAt(part.startedAt())
        .endedAt(part.endedAt())
        .lastVersion(part.lastVersion())
        .output(ValuePart.value(part.output()))
        .failure(ErrorPart.failure(part.error()))
        .build();
  }

  private static Origin scheduled(Origin origin, ScheduledFiring firing) {
    return new Origin(
        origin.params(),
        origin.createdAt(),
        origin.version(),
        origin.trigger(),
        origin.caller(),
        origin.retention(),
        origin.parent(),
        firing);
  }

  private static StepPart part(InstanceJournal journal, StepRecord step) {
    boolean redacted = isSensitive(step) && step.result() != null;
    byte @Nullable [] blob = redacted ? null : journal.blobs().get(step.seq());
    boolean leftOut = !redacted && journal.isLeftOut(step);
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
        redacted ? null : ValuePart.of(step.result()),
        redacted,
        ErrorPart.of(step.failure()),
        TakenPart.of(step.taken()),
        ChildPart.of(step.child()),
        blob == null ? null : Base64.getEncoder().encodeToString(blob),
        leftOut ? LargeValue.of(step.result()).map(LargeValue::size).orElse(null) : null);
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

  /** Tells whether nobody may see the result of a step; its recorded options say so. */
  private static boolean isSensitive(StepRecord step) {
    @Nullable String options = step.options();
    return options != null && Set.of(options.split(" ", -1)).contains("sensitive");
  }

  static AttemptPart part(AttemptRecord attempt) {
    return new AttemptPart(
        attempt.stepSeq(),
        attempt.attempt(),
        attempt.startedAt(),
        attempt.endedAt(),
        Objects.requireNonNull(ErrorPart.of(attempt.failure())),
        attempt.stackTrace(),
        attempt.retryDelayMillis(),
        attempt.log());
  }

  static AttemptRecord record(AttemptPart part) {
    return new AttemptRecord(
        part.step(),
        part.attempt(),
        part.startedAt(),
        part.endedAt(),
        part.error().toFailure(),
        part.stackTrace(),
        part.retryDelayMs(),
        part.log());
  }

  private static EventPart part(EventRecord event) {
    return new EventPart(
        event.number(),
        event.eventId(),
        event.type(),
        ValuePart.of(event.payload()),
        event.receivedAt());
  }

  private static EventRecord record(InstancePart instance, EventPart part) {
    return new EventRecord(
        part.number(),
        instance.number(),
        instance.epoch(),
        part.id(),
        part.type(),
        ValuePart.value(part.payload()),
        part.receivedAt());
  }

  private static UndecodableException unknown(String status) {
    return new UndecodableException("There is no instance status '" + status + "'", null);
  }
}
