package dev.holdfast.engine.node;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogData;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import dev.holdfast.engine.run.Run;

/** Lets the log know that an instance goes on, and why. Of its first start its row tells. */
final class ReturnNote {

  private final String server;

  ReturnNote(String server) {
    this.server = server;
  }

  /**
   * Leaves the note; it is written with the first entry of the run.
   *
   * @param recoveries recoveries in a row, this one included; 0 when it is none
   */
  void leave(Run run, Memory memory, int recoveries) {
    if (isToBeUndoneNow(run.instance())) {
      return;
    }
    if (recoveries > 0) {
      run.note(
          LogType.WORKFLOW_RECOVERED, LogData.NONE.and("server", server).and("count", recoveries));
    } else if (hasRunBefore(run.instance(), memory)) {
      run.note(LogType.WORKFLOW_RUNNING, LogData.NONE);
    }
  }

  /** Tells whether a termination has just taken the instance from its run, which is no loss. */
  private static boolean isToBeUndoneNow(InstanceRecord claimed) {
    return claimed.status() == InstanceStatus.ROLLING_BACK
        && claimed.failure() == null
        && claimed.recoveries() <= 1;
  }

  /**
   * Tells whether a run has left the instance since it was started: its log has gone on. A restart
   * at the very time of the start looks the same, but leaves no steps.
   */
  private static boolean hasRunBefore(InstanceRecord claimed, Memory memory) {
    return claimed.status() == InstanceStatus.RUNNING
        && claimed.startedAt() != null
        && claimed.log() > LogPositions.at(claimed.startedAt())
        && (claimed.epoch() == 1 || !memory.steps().isEmpty());
  }
}
