package dev.holdfast.jpa;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import dev.holdfast.engine.model.StepStatus;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Maps a step, for reading; {@link StepWriter} writes the rows. */
@Entity
@Table(name = "workflow_step")
@IdClass(EntryId.class)
class StepEntity {

  @Id private long instance;

  @Id private int epoch;

  @Id private int seq;

  private String kind = "";

  private String scope = "";

  private String name = "";

  private int occurrence;

  private String status = "";

  private int attempt;

  @Column(name = "started_at")
  private OffsetDateTime startedAt = Times.required(Instant.EPOCH);

  @Column(name = "ended_at")
  private @Nullable OffsetDateTime endedAt;

  @Column(name = "due_at")
  private @Nullable OffsetDateTime dueAt;

  private @Nullable String options;

  @Column(name = "event_type")
  private @Nullable String eventType;

  @Embedded
  @AttributeOverride(name = "codec", column = @Column(name = "result_codec"))
  @AttributeOverride(name = "type", column = @Column(name = "result_type"))
  @AttributeOverride(name = "data", column = @Column(name = "result"))
  private @Nullable EncodedValueColumns result;

  @Embedded private @Nullable FailureColumns failure;

  @Column(name = "taken_event")
  private @Nullable Long takenEvent;

  @Column(name = "taken_event_id")
  private @Nullable String takenEventId;

  @Column(name = "taken_received_at")
  private @Nullable OffsetDateTime takenReceivedAt;

  @Column(name = "started_log")
  private long startedLog;

  @Column(name = "ended_log")
  private long endedLog;

  @Column(name = "child_workflow")
  private @Nullable String childWorkflow;

  @Column(name = "child_id")
  private @Nullable String childId;

  protected StepEntity() {}

  long instance() {
    return instance;
  }

  int epoch() {
    return epoch;
  }

  StepRecord toRecord() {
    return new StepRecord(
        new StepKey(StepKind.of(kind), scope, name, occurrence),
        seq,
        StepStatus.of(status),
        attempt,
        startedAt.toInstant(),
        Times.optional(endedAt),
        Times.optional(dueAt),
        options,
        eventType,
        EncodedValueColumns.toValue(result),
        FailureColumns.toFailure(failure),
        taken(),
        startedLog,
        endedLog,
        childWorkflow == null || childId == null ? null : new InstanceKey(childWorkflow, childId));
  }

  private @Nullable TakenEvent taken() {
    if (takenEvent == null || takenEventId == null || takenReceivedAt == null) {
      return null;
    }
    return new TakenEvent(takenEvent, takenEventId, takenReceivedAt.toInstant());
  }
}
