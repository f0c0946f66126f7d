package dev.holdfast.engine.model;

/**
 * Identifies a step in the journal of an instance.
 *
 * @param kind what it is
 * @param scope the branch it is in, such as {@code east-1} or {@code east-1/inner-2}; empty outside
 *     branches
 * @param name the name given to it
 * @param occurrence 1 for the first call of this kind and name in this scope, 2 for the second
 */
public record StepKey(StepKind kind, String scope, String name, int occurrence) {

  /**
   * Returns the name shown to people.
   *
   * @return such as {@code east-1/load-2}
   */
  public String shown() {
    return (scope.isEmpty() ? "" : scope + "/") + name + "-" + occurrence;
  }

  /**
   * Returns the same name in the same place as another kind.
   *
   * @param other the kind
   * @return such as the compensation of a step of work
   */
  public StepKey as(StepKind other) {
    return new StepKey(other, scope, name, occurrence);
  }

  /**
   * Tells whether a scope is another one, or in a branch below it.
   *
   * @param scope a scope
   * @param outer the other one
   * @return true when cancelling the other cancels this one
   */
  public static boolean isWithin(String scope, String outer) {
    return scope.startsWith(outer)
        && (scope.length() == outer.length() || scope.charAt(outer.length()) == '/');
  }

  @Override
  public String toString() {
    return kind.wireName() + " " + shown();
  }
}
