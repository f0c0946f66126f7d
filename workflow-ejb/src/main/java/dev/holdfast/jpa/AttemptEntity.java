package dev.holdfast.jpa;

import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.Lease;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps a failed attempt; never changed. */
@Entity
@Table(name = "workflow_attempt")
@IdClass(AttemptEntity.AttemptId.class)
class AttemptEntity {

  @Id private long instance;

  @Id private int epoch;

  @Id
  @Column(name = "step_seq")
  private int stepSeq;

  @Id private int attempt;

  @Column(name = "started_at")
  private OffsetDateTime startedAt = Times.required(Instant.EPOCH);

  @Column(name = "ended_at")
  private OffsetDateTime endedAt = Times.required(Instant.EPOCH);

  @Embedded private @Nullable FailureColumns failure;

  @Column(name = "stack_trace")
  private String stackTrace = "";

  @Column(name = "retry_delay_millis")
  private @Nullable Long retryDelayMillis;

  private long log;

  protected AttemptEntity() {}

  AttemptEntity(Lease lease, AttemptRecord attempt) {
    this.instance = lease.instance();
    this.epoch = lease.epoch();
    this.stepSeq = attempt.stepSeq();
    this.attempt = attempt.attempt();
    this.startedAt = Times.required(attempt.startedAt());
    this.endedAt = Times.required(attempt.endedAt());
    this.failure = FailureColumns.of(attempt.failure());
    this.stackTrace = Texts.storable(attempt.stackTrace());
    this.retryDelayMillis = attempt.retryDelayMillis();
    this.log = attempt.log();
  }

  AttemptRecord toRecord() {
    Failure stored = FailureColumns.toFailure(failure);
    return new AttemptRecord(
        stepSeq,
        attempt,
        startedAt.toInstant(),
        endedAt.toInstant(),
        Objects.requireNonNull(stored),
        stackTrace,
        retryDelayMillis,
        log);
  }

  /** Identifies an attempt. */
  public static class AttemptId implements Serializable {

    private static final long serialVersionUID = 1L;

    private long instance;
    private int epoch;
    private int stepSeq;
    private int attempt;

    /** Makes an id for the persistence provider to fill. */
    public AttemptId() {}

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof AttemptId id
          && id.instance == instance
          && id.epoch == epoch
          && id.stepSeq == stepSeq
          && id.attempt == attempt;
    }

    @Override
    public int hashCode() {
      return Objects.hash(instance, epoch, stepSeq, attempt);
    }
  }
}
