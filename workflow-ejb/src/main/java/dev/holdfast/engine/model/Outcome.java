package dev.holdfast.engine.model;

/** Says what became of a change. */
public enum Outcome {
  /** It is durable. */
  APPLIED,
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
  LEASE_LOST
}
