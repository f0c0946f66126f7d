package dev.holdfast.api;

/** Tells a caller that an event came too late: the instance takes no more events. */
public final class InstanceFinishedException extends WorkflowException {

  /** The code of this error. */
  public static final String CODE = "instance.finished";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param message the whole message, without the code
   */
  public InstanceFinishedException(String message) {
    super(CODE, message);
  }
}
