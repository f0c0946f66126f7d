package dev.holdfast.engine.control;

/** Is a call that steers an instance from outside. */
public enum ControlCall {
  /** Stop at the next step boundary. */
  PAUSE("paused"),
  /** Go on after a pause. */
  RESUME("resumed"),
  /** End without compensation. */
  TERMINATE("terminated"),
  /** End after compensation. */
  ROLL_BACK("terminated"),
  /** Begin anew, from the top or from a step. */
  RESTART("restarted"),
  /** Remove. */
  DELETE("deleted");

  private final String participle;

  ControlCall(String participle) {
    this.participle = participle;
  }

  /**
   * Returns what the audit trail calls it.
   *
   * @return such as {@code instance.pause}
   */
  public String auditName() {
    return switch (this) {
      case PAUSE -> "instance.pause";
      case RESUME -> "instance.resume";
      case TERMINATE -> "instance.terminate";
      case ROLL_BACK -> "instance.terminate_with_rollback";
      case RESTART -> "instance.restart";
      case DELETE -> "instance.delete";
    };
  }

  /** Returns the word for messages, as in "cannot be paused". */
  String participle() {
    return participle;
  }
}
