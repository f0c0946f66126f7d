package dev.holdfast.jpa;

import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.port.EventLogReader.LoggedEvent;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Maps an accepted event as it is read; it is written by statements. */
@Entity
@Table(name = "workflow_event")
class EventEntity {

  @Id private long number;

  private long instance;

  private int epoch;

  @Column(name = "event_id")
  private String eventId = "";

  private String type = "";

  @Embedded
  @AttributeOverride(name = "codec", column = @Column(name = "payload_codec"))
  @AttributeOverride(name = "type", column = @Column(name = "payload_type"))
  @AttributeOverride(name = "data", column = @Column(name = "payload"))
  private @Nullable EncodedValueColumns payload;

  @Column(name = "received_at")
  private OffsetDateTime receivedAt = Times.required(Instant.EPOCH);

  @Column(name = "taken_by")
  private @Nullable Integer takenBy;

  private long log;

  protected EventEntity() {}

  LoggedEvent toLogged() {
    return new LoggedEvent(toRecord(), log);
  }

  EventRecord toRecord() {
    return new EventRecord(
        number,
        instance,
        epoch,
        eventId,
        type,
        EncodedValueColumns.toValue(payload),
        receivedAt.toInstant());
  }
}
