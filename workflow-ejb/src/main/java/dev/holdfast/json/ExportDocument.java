package dev.holdfast.json;

import dev.holdfast.json.JournalDocument.AttemptPart;
import dev.holdfast.json.JournalDocument.ChildPart;
import dev.holdfast.json.JournalDocument.ErrorPart;
import dev.holdfast.json.JournalDocument.TakenPart;
import dev.holdfast.json.JournalDocument.ValuePart;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is an exported instance as it stands in JSON, member by member; docs/batch.md describes it. A
 * member that does not apply is null. The first one tells a line of an export from that of a
 * creation.
 *
 * @param holdfastExport version of this layout
 * @param retention how long it is kept, where it says so itself
 * @param log its latest position in the log
 * @param rollback what became of its compensation
 * @param awaits the types of events that it waits for
 * @param steps its steps, in order of start
 * @param attempts its failed attempts
 * @param events the events accepted for it, in order of acceptance
 * @param records the control records of its log
 * @param chunks the chunks of its large results
 * @param omittedBytes bytes of large results that are left out, because they are too large
 */
record ExportDocument(
    int holdfastExport,
    String workflow,
    String id,
    String status,
    int epoch,
    int signals,
    int recoveries,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant pausedAt,
    @Nullable Instant wakeAt,
    String version,
    @Nullable String lastVersion,
    String trigger,
    String caller,
    @Nullable String cron,
    @Nullable Instant scheduledTime,
    @Nullable ParentPart parent,
    RetentionPart retention,
    long log,
    @Nullable ValuePart params,
    @Nullable ValuePart output,
    @Nullable ErrorPart error,
    @Nullable ValuePart progress,
    List<String> warnings,
    @Nullable RollbackPart rollback,
    @Nullable List<String> awaits,
    List<StepPart> steps,
    List<AttemptPart> attempts,
    List<EventPart> events,
    List<RecordPart> records,
    List<ChunkPart> chunks,
    @Nullable Long omittedBytes) {

  static final int VERSION = 1;

  /** Is the instance whose step has started this one. */
  record ParentPart(String workflow, String id, int epoch, int step) {}

  /** Is how long an instance is kept: durations, or forever. */
  record RetentionPart(@Nullable String success, @Nullable String error) {}

  /** Is what became of a compensation. */
  record RollbackPart(
      String outcome,
      @Nullable String errorName,
      @Nullable String errorMessage,
      @Nullable String errorCode) {}

  /** Is a step. */
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
      @Nullable ErrorPart error,
      @Nullable TakenPart taken,
      @Nullable ChildPart child) {}

  /** Is an event. */
  record EventPart(
      long number,
      String id,
      String type,
      @Nullable ValuePart payload,
      Instant receivedAt,
      boolean taken,
      long log) {}

  /** Is a control record of the log; {@code data} is JSON as text. */
  record RecordPart(long id, String type, Instant at, @Nullable String data) {}

  /** Is a part of a large result, in Base64. */
  record ChunkPart(int step, String id, int number, String data) {}
}
