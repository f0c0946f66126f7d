package dev.holdfast.api;

/**
 * Names the step from which an instance is restarted. That step and every one that was started
 * later are forgotten; earlier ones stay recorded, failures included.
 *
 * @param kind what kind of step it is; kinds count their occurrences separately
 * @param name the name given to it
 * @param occurrence 1 for the first step of this kind and name in its scope
 * @param scope the branch it is in, such as {@code east-1}; empty outside branches
 */
public record RestartPoint(Kind kind, String name, int occurrence, String scope) {

  /** Says what kind of step it is. */
  public enum Kind {
    /** Work, transactional or not. */
    RUN,
    /** A sleep, of either form. */
    SLEEP,
    /** A wait for an event. */
    WAIT_FOR_EVENT,
    /** A race, of either form. */
    RACE,
    /** A child, awaited or not. */
    CHILD,
    /** A job of the batch runtime. */
    BATCH
  }

  /**
   * Checks the occurrence.
   *
   * @throws InvalidRequestException {@code request.invalid} when it is below 1
   */
  public RestartPoint {
    if (occurrence < 1) {
      throw new InvalidRequestException(
          "request.invalid",
          "occurrence of the step '%s' to restart from must be 1 or more, was %d. (request.invalid)"
              .formatted(name, occurrence));
    }
  }

  /**
   * Names the first step of kind {@code run} with a name, outside branches.
   *
   * @param name the name given to it
   * @return the point
   */
  public static RestartPoint step(String name) {
    return new RestartPoint(Kind.RUN, name, 1, "");
  }

  /**
   * Returns this point at another kind of step.
   *
   * @param other the kind
   * @return the new point
   */
  public RestartPoint ofKind(Kind other) {
    return new RestartPoint(other, name, occurrence, scope);
  }

  /**
   * Returns this point at another occurrence.
   *
   * @param number 1 for the first
   * @return the new point
   */
  public RestartPoint occurrence(int number) {
    return new RestartPoint(kind, name, number, scope);
  }

  /**
   * Returns this point inside a branch.
   *
   * @param branch its scope, such as {@code east-1}
   * @return the new point
   */
  public RestartPoint inScope(String branch) {
    return new RestartPoint(kind, name, occurrence, branch);
  }
}
