package dev.holdfast.engine.model;

import java.util.Arrays;

/** Says what kind of operation a step is; kinds count their occurrences separately. */
public enum StepKind {
  /** Work. */
  RUN("run"),
  /** A sleep, of either form. */
  SLEEP("sleep"),
  /** A wait for an event. */
  WAIT_FOR_EVENT("waitForEvent"),
  /** The decision of a race, of either form. */
  RACE("race"),
  /** The start of a child, and its end when it is awaited. */
  CHILD("child"),
  /** A job of the server's batch runtime. */
  BATCH("batch"),
  /** The handler that undoes a step of the same scope, name and occurrence. */
  COMPENSATION("compensation");

  private final String wireName;

  StepKind(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Returns the kind named in JSON and SQL.
   *
   * @param wireName such as {@code waitForEvent}
   * @return the kind
   * @throws IllegalArgumentException when there is none
   */
  public static StepKind of(String wireName) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName.equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown step kind " + wireName));
  }

  /**
   * Returns the name in JSON and SQL.
   *
   * @return such as {@code waitForEvent}
   */
  public String wireName() {
    return wireName;
  }
}
