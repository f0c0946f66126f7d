package dev.holdfast.engine.model;

import java.util.Arrays;

/** Says how far a step is. */
public enum StepStatus {
  /** A long body in flight, an open sleep or an open wait. */
  RUNNING("running"),
  /** Between two attempts. */
  RETRYING("retrying"),
  /** Ended with a result. */
  COMPLETE("complete"),
  /** Ended with an error. */
  ERRORED("errored"),
  /** A wait that ended without an event. */
  TIMED_OUT("timedOut"),
  /** Not wanted any more: its branch has lost a race, or the workflow has failed beside it. */
  CANCELLED("cancelled");

  private final String wireName;

  StepStatus(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Returns the status named in JSON and SQL.
   *
   * @param wireName such as {@code timedOut}
   * @return the status
   * @throws IllegalArgumentException when there is none
   */
  public static StepStatus of(String wireName) {
    return Arrays.stream(values())
        .filter(status -> status.wireName.equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown step status " + wireName));
  }

  /**
   * Returns the name in JSON and SQL.
   *
   * @return such as {@code timedOut}
   */
  public String wireName() {
    return wireName;
  }

  /**
   * Tells whether the step has ended, so that a replay answers from its record.
   *
   * @return true for complete, errored, timedOut and cancelled
   */
  public boolean isFinished() {
    return this == COMPLETE || this == ERRORED || this == TIMED_OUT || this == CANCELLED;
  }
}
