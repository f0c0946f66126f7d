package dev.holdfast.engine.model;

/**
 * Tells where in its position a record of the log stands: the id of a record is a position plus one
 * of these. Records that no row of a run stands for have a place of their own, because their
 * positions come from another sequence.
 */
public final class LogPlace {

  /** Place of what comes from outside: creation, control calls, events. */
  public static final int OUTSIDE = 0;

  /** Place of the first start of an epoch. */
  public static final int STARTED = 1;

  /** Place of the beginning of a step, and of whatever a run notes by the way. */
  public static final int RUN = 2;

  /** Place of the beginning of an attempt. */
  public static final int ATTEMPT_STARTED = 3;

  /** Place of the end of an attempt. */
  public static final int ATTEMPT_ENDED = 4;

  /** Place of the end of a step. */
  public static final int STEP_ENDED = 5;

  /** Place of the end of a compensation. */
  public static final int ROLLBACK_ENDED = 6;

  /** Place of the end of the instance. */
  public static final int ENDED = 7;

  private LogPlace() {}
}
