package dev.holdfast.testing;

import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;

/**
 * Says which step is meant. Of what kind it is follows from what the selector is used for, so the
 * occurrence counts the steps of that kind only.
 *
 * @param name name of the step
 * @param occurrence 1 for the first call with that name in the scope, 2 for the second
 * @param scope the branch it is in, such as {@code east-1} or {@code east-1/inner-2}; empty outside
 *     branches
 */
public record StepSelector(String name, int occurrence, String scope) {

  /** Checks the occurrence. */
  public StepSelector {
    if (occurrence < 1) {
      throw new InvalidOptionException(
          "occurrence of step '%s' must be 1 or more, was %d".formatted(name, occurrence));
    }
  }

  /**
   * Selects the first step of a name, outside branches.
   *
   * @param name name of the step
   * @return the selector
   */
  public static StepSelector named(String name) {
    return new StepSelector(name, 1, "");
  }

  /**
   * Selects another step of the same name.
   *
   * @param number 1 for the first, 2 for the second
   * @return the new selector
   */
  public StepSelector occurrence(int number) {
    return new StepSelector(name, number, scope);
  }

  /**
   * Selects the step of the same name in a branch.
   *
   * @param branch the branch, with its number, such as {@code east-1}
   * @return the new selector
   */
  public StepSelector inScope(String branch) {
    return new StepSelector(name, occurrence, branch);
  }

  StepKey of(StepKind kind) {
    return new StepKey(kind, scope, name, occurrence);
  }
}
