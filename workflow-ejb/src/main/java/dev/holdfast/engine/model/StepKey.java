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
   * Writes a name so that it can stand in a path: with {@code %2F} for each slash, and {@code %25}
   * for a percent sign that could be taken for the beginning of one of these. Different names stay
   * different.
   *
   * @param name name of a step or branch
   * @return the name without slashes; most are returned as they are
   */
  public static String inPath(String name) {
    return name.replace("%25", "%2525").replace("%2F", "%252F").replace("/", "%2F");
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
