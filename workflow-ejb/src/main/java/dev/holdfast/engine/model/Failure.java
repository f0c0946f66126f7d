package dev.holdfast.engine.model;

import dev.holdfast.api.ErrorInfo;
import java.util.List;
import java.util.Objects;

/**
 * Is a recorded failure.
 *
 * @param error what viewers see
 * @param types full class names of the exception and its superclasses, most special first; empty
 *     when the engine itself failed the step
 */
public record Failure(ErrorInfo error, List<String> types) {

  /** Stands for a termination where an error is expected: as the trigger of a compensation. */
  public static final Failure TERMINATION =
      new Failure(
          new ErrorInfo(
              "Terminated", "The instance is terminated with rollback.", "instance.terminated"),
          List.of());

  /** Copies the list. */
  public Failure {
    types = List.copyOf(types);
  }

  /**
   * Tells whether this stands for a termination.
   *
   * @return false for whatever an exception has left
   */
  public boolean isTermination() {
    return types.isEmpty() && Objects.equals(error.code(), TERMINATION.error.code());
  }
}
