package dev.holdfast.api;

import java.util.Arrays;
import java.util.Optional;

/** Says where an instance is in its life. */
public enum InstanceStatus {
  /** Accepted and not yet started, or woken while no slot was free. */
  QUEUED("queued"),
  /** Code is executing. */
  RUNNING("running"),
  /** Nothing executes: sleeping, waiting for an event, or between two attempts. */
  WAITING("waiting"),
  /** A pause was asked for; bodies in flight may end. */
  WAITING_FOR_PAUSE("waitingForPause"),
  /** Stopped at a step boundary. */
  PAUSED("paused"),
  /** Compensation handlers are being run. */
  ROLLING_BACK("rollingBack"),
  /** Ended with an output. */
  COMPLETE("complete"),
  /** Ended with an error. */
  ERRORED("errored"),
  /** Ended from outside. */
  TERMINATED("terminated");

  private final String wireName;

  InstanceStatus(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Returns the status named in JSON, SQL and logs.
   *
   * @param wireName such as {@code waitingForPause}
   * @return the status, or empty when there is none of that name
   */
  public static Optional<InstanceStatus> find(String wireName) {
    return Arrays.stream(values()).filter(s -> s.wireName.equals(wireName)).findFirst();
  }

  /**
   * Returns the name in JSON, SQL and logs.
   *
   * @return such as {@code waitingForPause}
   */
  public String wireName() {
    return wireName;
  }

  /**
   * Tells whether the instance has ended.
   *
   * @return true for complete, errored and terminated
   */
  public boolean isTerminal() {
    return this == COMPLETE || this == ERRORED || this == TERMINATED;
  }

  /**
   * Tells whether an instance of this status is owned by a server and holds one of its slots.
   *
   * @return true for running, waitingForPause and rollingBack
   */
  public boolean holdsSlot() {
    return this == RUNNING || this == WAITING_FOR_PAUSE || this == ROLLING_BACK;
  }

  /**
   * Tells whether events are taken in: a wait may come that takes them.
   *
   * @return true unless the instance has ended or is rolling back
   */
  public boolean takesEvents() {
    return !isTerminal() && this != ROLLING_BACK;
  }
}
