package dev.holdfast.memory;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.RollbackBegan;
import dev.holdfast.engine.model.InstanceEdit;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
import java.time.Instant;

/** Makes the next version of an instance's row; each method stands for one update statement. */
final class Rows {

  private Rows() {}

  static InstanceRecord rollingBack(InstanceRecord row, RollbackBegan change) {
    return row.edit()
        .status(InstanceStatus.ROLLING_BACK)
        .failure(change.trigger())
        .log(Math.max(row.log(), change.log()))
        .build();
  }

  static InstanceRecord signalled(InstanceRecord row, String type, Instant receivedAt) {
    boolean wakes =
        row.isAwaiting(type) && (row.wakeAt() == null || receivedAt.isBefore(row.wakeAt()));
    return row.edit()
        .wakeAt(wakes ? receivedAt : row.wakeAt())
        .signals(row.signals() + 1)
        .log(LogPositions.next(row.log(), receivedAt))
        .build();
  }

  /** Takes an instance from a node that is gone: a pause that was asked for holds. */
  static InstanceRecord freed(InstanceRecord row, Instant now, int recoveries) {
    InstanceEdit freed =
        row.edit().owner(null).recoveries(recoveries).log(row.log() + LogPositions.STEP);
    return switch (row.status()) {
      case WAITING_FOR_PAUSE ->
          freed.status(InstanceStatus.PAUSED).pausedAt(now).wakeAt(null).build();
      case ROLLING_BACK -> freed.wakeAt(now).build();
      default -> freed.status(InstanceStatus.QUEUED).wakeAt(now).build();
    };
  }

  static InstanceRecord recovered(InstanceRecord row, int recoveries) {
    return row.edit().recoveries(recoveries).build();
  }
}
