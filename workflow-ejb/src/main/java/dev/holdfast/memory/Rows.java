package dev.holdfast.memory;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.Ended;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.InstanceRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the next version of an instance's row; each method stands for one update statement. */
final class Rows {

  private Rows() {}

  static InstanceRecord suspended(InstanceRecord row, Suspended change) {
    return new InstanceRecord(
        row.number(),
        row.key(),
        row.origin(),
        change.status(),
        row.epoch(),
        null,
        change.wakeAt(),
        row.signals(),
        0,
        firstOf(row.startedAt(), change.startedAt()),
        row.endedAt(),
        change.version(),
        row.output(),
        row.failure());
  }

  static InstanceRecord ended(InstanceRecord row, Ended change) {
    return new InstanceRecord(
        row.number(),
        row.key(),
        row.origin(),
        change.status(),
        row.epoch(),
        null,
        null,
        row.signals(),
        0,
        firstOf(row.startedAt(), change.startedAt()),
        change.endedAt(),
        change.version(),
        change.output(),
        change.failure());
  }

  static InstanceRecord terminated(InstanceRecord row, Instant endedAt) {
    return inPlace(row, InstanceStatus.TERMINATED, null, row.signals(), row.recoveries(), endedAt);
  }

  static InstanceRecord signalled(InstanceRecord row, Instant receivedAt) {
    boolean wakes =
        row.status() == InstanceStatus.WAITING
            && (row.wakeAt() == null || receivedAt.isBefore(row.wakeAt()));
    InstanceRecord woken =
        inPlace(
            row,
            row.status(),
            wakes ? receivedAt : row.wakeAt(),
            row.signals() + 1,
            row.recoveries(),
            row.endedAt());
    return withOwner(woken, row.owner());
  }

  static InstanceRecord freed(InstanceRecord row, Instant wakeAt, int recoveries) {
    return inPlace(row, InstanceStatus.QUEUED, wakeAt, row.signals(), recoveries, row.endedAt());
  }

  static InstanceRecord recovered(InstanceRecord row, int recoveries) {
    InstanceRecord counted =
        inPlace(row, row.status(), row.wakeAt(), row.signals(), recoveries, row.endedAt());
    return withOwner(counted, row.owner());
  }

  /** Returns the row without an owner. */
  private static InstanceRecord inPlace(
      InstanceRecord row,
      InstanceStatus status,
      @Nullable Instant wakeAt,
      int signals,
      int recoveries,
      @Nullable Instant endedAt) {
    return new InstanceRecord(
        row.number(),
        row.key(),
        row.origin(),
        status,
        row.epoch(),
        null,
        wakeAt,
        signals,
        recoveries,
        row.startedAt(),
        endedAt,
        row.lastVersion(),
        row.output(),
        row.failure());
  }

  private static InstanceRecord withOwner(InstanceRecord row, @Nullable Long owner) {
    return new InstanceRecord(
        row.number(),
        row.key(),
        row.origin(),
        row.status(),
        row.epoch(),
        owner,
        row.wakeAt(),
        row.signals(),
        row.recoveries(),
        row.startedAt(),
        row.endedAt(),
        row.lastVersion(),
        row.output(),
        row.failure());
  }

  private static Instant firstOf(@Nullable Instant stored, Instant now) {
    return stored == null ? now : stored;
  }
}
