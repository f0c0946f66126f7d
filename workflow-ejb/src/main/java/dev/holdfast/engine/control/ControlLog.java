package dev.holdfast.engine.control;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogData;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import java.time.Instant;
import java.util.Optional;

/** Says what the log has of control calls. */
public final class ControlLog {

  private ControlLog() {}

  /**
   * Adds the record of a call to what was decided about it. Of a termination the row of the
   * instance tells; its record keeps who wanted it, also while a compensation comes first.
   *
   * @param decision what was decided
   * @param command what was wanted
   * @param caller who wanted it; empty when unknown
   * @param now the time
   * @return the decision with the record; as it is when nothing is changed
   */
  public static Decision add(Decision decision, Command command, String caller, Instant now) {
    Optional<InstanceRecord> after = decision.after().filter(it -> !it.equals(decision.before()));
    if (after.isEmpty()) {
      return decision;
    }
    LogData data = caller.isEmpty() ? LogData.NONE : LogData.NONE.and("caller", caller);
    return decision.logging(
        switch (command.call()) {
          case PAUSE -> record(pause(after.get()), after.get(), now, data);
          case RESUME -> record(resume(after.get()), after.get(), now, data);
          case TERMINATE, ROLL_BACK -> record(LogType.WORKFLOW_TERMINATED, after.get(), now, data);
          case RESTART ->
              record(
                  LogType.WORKFLOW_QUEUED,
                  after.get(),
                  now,
                  LogData.NONE.and("trigger", "restart").and("caller", caller));
          case DELETE -> throw new IllegalStateException("A deletion leaves no instance");
        });
  }

  private static LogType pause(InstanceRecord after) {
    return after.status() == InstanceStatus.PAUSED
        ? LogType.WORKFLOW_PAUSED
        : LogType.WORKFLOW_WAITING_FOR_PAUSE;
  }

  private static LogType resume(InstanceRecord after) {
    return after.status() == InstanceStatus.QUEUED
        ? LogType.WORKFLOW_QUEUED
        : LogType.WORKFLOW_RUNNING;
  }

  private static LogRecord record(LogType type, InstanceRecord after, Instant now, LogData data) {
    return LogRecord.ofCall(type, after.log(), now, data);
  }
}
