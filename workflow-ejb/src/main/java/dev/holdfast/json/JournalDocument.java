package dev.holdfast.json;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is a journal as it stands in JSON, member by member; docs/testing.md describes it. A member that
 * does not apply is null.
 *
 * @param format always {@value #FORMAT}
 * @param version version of this layout
 * @param instance the instance
 * @param steps its steps, in order of start
 * @param attempts its failed attempts
 * @param events the events accepted for it
 */
record JournalDocument(
    String format,
    int version,
    InstancePart instance,
    List<StepPart> steps,
    List<AttemptPart> attempts,
    List<EventPart> events) {

  static final String FORMAT = "holdfast-journal";
  static final int VERSION = 1;

  /** Is the instance. */
  record InstancePart(
      String workflow,
      String id,
      long number,
      int epoch,
      String status,
      String version,
      @Nullable String lastVersion,
      String trigger,
      String caller,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String cron,
      @Nullable Instant scheduledTime,
      @Nullable ValuePart params,
      @Nullable ValuePart output,
      @Nullable ErrorPart error) {}

  /**
   * Is a step; {@code redacted} says that its result is sensitive and left out, {@code blob} is the
   * content of the blob that it refers to, in Base64, and {@code omittedBytes} the size of a large
   * result that is left out.
   */
  record StepPart(
      int seq,
      String kind,
      String scope,
      String name,
      int occurrence,
      String status,
      int attempt,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant dueAt,
      long startedLog,
      long endedLog,
      @Nullable String options,
      @Nullable String eventType,
      @Nullable ValuePart result,
      boolean redacted,
      @Nullable ErrorPart error,
      @Nullable TakenPart taken,
      @Nullable ChildPart child,
      @Nullable String blob,
      @Nullable Long omittedBytes) {}

  /** Is a failed attempt. */
  record AttemptPart(
      int step,
      int attempt,
      Instant startedAt,
      Instant endedAt,
      ErrorPart error,
      String stackTrace,
      @Nullable Long retryDelayMs,
      long log) {}

  /** Is an event. */
  record EventPart(
      long number, String id, String type, @Nullable ValuePart payload, Instant receivedAt) {}

  /** Is the event that a wait has taken. */
  record TakenPart(long number, String id, Instant receivedAt) {

    static @Nullable TakenPart of(@Nullable TakenEvent taken) {
      return taken == null
          ? null
          : new TakenPart(taken.number(), taken.eventId(), taken.receivedAt());
    }

    static @Nullable TakenEvent taken(@Nullable TakenPart part) {
      return part == null ? null : new TakenEvent(part.number, part.id, part.receivedAt);
    }
  }

  /** Is the instance that a step has started. */
  record ChildPart(String workflow, String id) {

    static @Nullable ChildPart of(@Nullable InstanceKey child) {
      return child == null ? null : new ChildPart(child.workflow(), child.id());
    }

    static @Nullable InstanceKey key(@Nullable ChildPart part) {
      return part == null ? null : new InstanceKey(part.workflow, part.id);
    }
  }

  /** Is a value as it is stored: {@code data} is JSON as text, for it must not change. */
  record ValuePart(String codec, String type, String data) {

    static @Nullable ValuePart of(@Nullable EncodedValue value) {
      return value == null ? null : new ValuePart(value.codec(), value.type(), value.data());
    }

    static @Nullable EncodedValue value(@Nullable ValuePart part) {
      return part == null ? null : new EncodedValue(part.codec, part.type, part.data);
    }
  }

  /** Is an error; {@code types} are the class names of the exception and its superclasses. */
  record ErrorPart(String name, String message, @Nullable String code, List<String> types) {

    static @Nullable ErrorPart of(@Nullable Failure failure) {
      return failure == null
          ? null
          : new ErrorPart(
              failure.error().name(),
              failure.error().message(),
              failure.error().code(),
              failure.types());
    }

    static @Nullable Failure failure(@Nullable ErrorPart part) {
      return part == null ? null : part.toFailure();
    }

    Failure toFailure() {
      return new Failure(new ErrorInfo(name, message, code), types);
    }
  }
}
