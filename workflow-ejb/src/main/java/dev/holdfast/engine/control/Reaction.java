package dev.holdfast.engine.control;

import dev.holdfast.api.InstanceStatus;

/** Says what a control call does to an instance of some status. */
public sealed interface Reaction {

  /** Succeeds and changes nothing. */
  record Nothing() implements Reaction {}

  /**
   * Brings the instance to another status.
   *
   * @param status the new status
   */
  record Become(InstanceStatus status) implements Reaction {}

  /** Removes the instance. */
  record Remove() implements Reaction {}

  /** Fails with {@code instance.illegal_status}. */
  record Refuse() implements Reaction {}
}
