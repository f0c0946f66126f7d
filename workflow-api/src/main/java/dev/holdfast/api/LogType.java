package dev.holdfast.api;

import java.util.Arrays;
import java.util.Optional;

/** Says what a record of the event log is about; each comment names the members of its data. */
public enum LogType {
  /** Accepted, or to go on after a pause or a restart: params, version, trigger, caller. */
  WORKFLOW_QUEUED("workflow_queued"),
  /** Its code runs for the first time. */
  WORKFLOW_STARTED("workflow_started"),
  /** It goes on after it has waited. */
  WORKFLOW_RUNNING("workflow_running"),
  /** Nothing executes until it is due, or something comes in. */
  WORKFLOW_WAITING("workflow_waiting"),
  /** A pause was asked for; bodies in flight may end. */
  WORKFLOW_WAITING_FOR_PAUSE("workflow_waiting_for_pause"),
  /** It stands at a step boundary. */
  WORKFLOW_PAUSED("workflow_paused"),
  /** It goes on after the loss of its server: server, count. */
  WORKFLOW_RECOVERED("workflow_recovered"),
  /** Something was noticed about its code: code, keys. */
  WORKFLOW_WARNED("workflow_warned"),
  /** It has ended with an output: output. */
  WORKFLOW_COMPLETED("workflow_completed"),
  /** It has ended with an error: error. */
  WORKFLOW_ERRORED("workflow_errored"),
  /** It was ended from outside: caller. */
  WORKFLOW_TERMINATED("workflow_terminated"),
  /** A step of work has begun: options, hasCompensation. */
  STEP_STARTED("step_started"),
  /** A step of work has ended with a result: result. */
  STEP_COMPLETED("step_completed"),
  /** A step of work has failed for good: error. */
  STEP_ERRORED("step_errored"),
  /** A step of any kind is not wanted any more. */
  STEP_CANCELLED("step_cancelled"),
  /** An attempt of a step has begun: attempt. */
  ATTEMPT_STARTED("attempt_started"),
  /** An attempt has succeeded: attempt. */
  ATTEMPT_COMPLETED("attempt_completed"),
  /** An attempt has failed: attempt, error, retryDelayMs. */
  ATTEMPT_ERRORED("attempt_errored"),
  /** A sleep has begun: until. */
  SLEEP_STARTED("sleep_started"),
  /** A sleep is over. */
  SLEEP_COMPLETED("sleep_completed"),
  /** A wait for an event has begun: eventType, deadline. */
  WAIT_STARTED("wait_started"),
  /** A wait has taken an event: event. */
  WAIT_COMPLETED("wait_completed"),
  /** A wait has ended without an event: error. */
  WAIT_TIMED_OUT("wait_timed_out"),
  /** A wait has taken an event that cannot be read: error. */
  WAIT_ERRORED("wait_errored"),
  /** An event was accepted: event. */
  EVENT_RECEIVED("event_received"),
  /** A branch has recorded its first step: branch. */
  BRANCH_STARTED("branch_started"),
  /** A branch has ended with a result: branch. */
  BRANCH_COMPLETED("branch_completed"),
  /** A branch has failed: branch, error. */
  BRANCH_ERRORED("branch_errored"),
  /** A race of branches has a winner: winner, losers. */
  RACE_DECIDED("race_decided"),
  /** A child was started: workflow, id. */
  CHILD_STARTED("child_started"),
  /** A child that was waited for has completed: output. */
  CHILD_COMPLETED("child_completed"),
  /** A child could not be started, or has not completed: error. */
  CHILD_ERRORED("child_errored"),
  /** The compensation has begun: error, total. */
  ROLLBACK_STARTED("rollback_started"),
  /** Every handler has done its work: total, completed. */
  ROLLBACK_COMPLETED("rollback_completed"),
  /** The compensation was stopped: error, total, completed. */
  ROLLBACK_ERRORED("rollback_errored"),
  /** A handler has begun: options. */
  ROLLBACK_STEP_STARTED("rollback_step_started"),
  /** A handler has done its work. */
  ROLLBACK_STEP_COMPLETED("rollback_step_completed"),
  /** A handler has failed for good: error. */
  ROLLBACK_STEP_ERRORED("rollback_step_errored"),
  /** An attempt of a handler has begun: attempt. */
  ROLLBACK_ATTEMPT_STARTED("rollback_attempt_started"),
  /** An attempt of a handler has succeeded: attempt. */
  ROLLBACK_ATTEMPT_COMPLETED("rollback_attempt_completed"),
  /** An attempt of a handler has failed: attempt, error, retryDelayMs. */
  ROLLBACK_ATTEMPT_ERRORED("rollback_attempt_errored");

  private final String wireName;

  LogType(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Returns the type named in JSON and SQL.
   *
   * @param wireName such as {@code step_completed}
   * @return the type, or empty when there is none of that name
   */
  public static Optional<LogType> find(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  /**
   * Returns the name in JSON and SQL.
   *
   * @return such as {@code step_completed}
   */
  public String wireName() {
    return wireName;
  }

  /**
   * Tells whether it is about the instance as a whole.
   *
   * @return true for the types whose name begins with {@code workflow_}
   */
  public boolean isLifeCycle() {
    return wireName.startsWith("workflow_");
  }

  /**
   * Tells whether the instance has ended with it; only a restart brings another record.
   *
   * @return true for {@code workflow_completed}, {@code workflow_errored} and {@code
   *     workflow_terminated}
   */
  public boolean isTerminal() {
    return this == WORKFLOW_COMPLETED || this == WORKFLOW_ERRORED || this == WORKFLOW_TERMINATED;
  }
}
