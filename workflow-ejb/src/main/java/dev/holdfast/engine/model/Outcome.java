package dev.holdfast.engine.model;

/** Says what became of a change. */
public enum Outcome {
  /** It is durable. */
  APPLIED,
  /** It is durable, and the instance that it has made due belongs to the writing node now. */
  CLAIMED,
  /** The instance id or the event id is taken; nothing was written. */
  ALREADY_EXISTS,
  /** The instance is gone, or in another life; nothing was written. */
  NOT_FOUND,
  /** The instance takes no more events; nothing was written. */
  FINISHED,
  /** The instance has as many events as it may have; nothing was written. */
  BUFFER_FULL,
  /** Something reached the instance meanwhile; nothing of this change was written. */
  SIGNALLED,
  /** The lease is not in force any more; nothing was written. */
  LEASE_LOST;

  /**
   * Tells whether the change was made.
   *
   * @return false when nothing of it was written
   */
  public boolean isApplied() {
    return this == APPLIED || this == CLAIMED;
  }
}
