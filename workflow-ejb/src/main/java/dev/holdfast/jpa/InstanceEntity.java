package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Retention;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Maps an instance as it is read; it is written by statements. */
@Entity
@Table(name = "workflow_instance")
class InstanceEntity {

  @Id private long number;

  private String workflow = "";

  private String id = "";

  private String status = "";

  private int epoch;

  private @Nullable Long owner;

  @Column(name = "wake_at")
  private @Nullable OffsetDateTime wakeAt;

  private int signals;

  private int recoveries;

  @Column(name = "entries_at_recovery")
  private int entriesAtRecovery;

  @Column(name = "created_at")
  private OffsetDateTime createdAt = Times.required(Instant.EPOCH);

  @Column(name = "created_version")
  private String createdVersion = "";

  @Column(name = "created_trigger")
  private String createdTrigger = "";

  @Column(name = "created_caller")
  private String createdCaller = "";

  @Column(name = "started_at")
  private @Nullable OffsetDateTime startedAt;

  @Column(name = "ended_at")
  private @Nullable OffsetDateTime endedAt;

  @Column(name = "last_version")
  private @Nullable String lastVersion;

  @Embedded
  @AttributeOverride(name = "codec", column = @Column(name = "params_codec"))
  @AttributeOverride(name = "type", column = @Column(name = "params_type"))
  @AttributeOverride(name = "data", column = @Column(name = "params"))
  private @Nullable EncodedValueColumns params;

  @Embedded
  @AttributeOverride(name = "codec", column = @Column(name = "output_codec"))
  @AttributeOverride(name = "type", column = @Column(name = "output_type"))
  @AttributeOverride(name = "data", column = @Column(name = "output"))
  private @Nullable EncodedValueColumns output;

  @Embedded private @Nullable FailureColumns failure;

  @Column(name = "paused_at")
  private @Nullable OffsetDateTime pausedAt;

  private long log;

  @Embedded
  @AttributeOverride(name = "codec", column = @Column(name = "progress_codec"))
  @AttributeOverride(name = "type", column = @Column(name = "progress_type"))
  @AttributeOverride(name = "data", column = @Column(name = "progress"))
  private @Nullable EncodedValueColumns progress;

  private @Nullable String warnings;

  @Embedded private @Nullable RollbackColumns rollback;

  private @Nullable String awaits;

  @Column(name = "retention_success_millis")
  private @Nullable Long retentionSuccessMillis;

  @Column(name = "retention_error_millis")
  private @Nullable Long retentionErrorMillis;

  @Embedded private @Nullable ParentColumns parent;

  @Column(name = "schedule_cron")
  private @Nullable String scheduleCron;

  @Column(name = "scheduled_at")
  private @Nullable OffsetDateTime scheduledAt;

  protected InstanceEntity() {}

  InstanceRecord toRecord() {
    return new InstanceRecord(
        number,
        new InstanceKey(workflow, id),
        new InstanceRecord.Origin(
            EncodedValueColumns.toValue(params),
            createdAt.toInstant(),
            createdVersion,
            createdTrigger,
            createdCaller,
            new Retention(
                Times.duration(retentionSuccessMillis), Times.duration(retentionErrorMillis)),
            ParentColumns.toParent(parent),
            scheduleCron == null || scheduledAt == null
                ? null
                : new ScheduledFiring(scheduleCron, scheduledAt.toInstant())),
        status(status),
        epoch,
        owner,
        Times.optional(wakeAt),
        signals,
        recoveries,
        Times.optional(startedAt),
        Times.optional(endedAt),
        lastVersion,
        EncodedValueColumns.toValue(output),
        FailureColumns.toFailure(failure),
        Times.optional(pausedAt),
        log,
        EncodedValueColumns.toValue(progress),
        Texts.lines(warnings),
        RollbackColumns.toRollback(rollback),
        AwaitedTypes.types(awaits));
  }

  static InstanceStatus status(String wireName) {
    return InstanceStatus.find(wireName)
        .orElseThrow(() -> new IllegalStateException("Unknown instance status " + wireName));
  }
}
