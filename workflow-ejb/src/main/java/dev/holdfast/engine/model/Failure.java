package dev.holdfast.engine.model;

import dev.holdfast.api.ErrorInfo;
import java.util.List;

/**
 * Is a recorded failure.
 *
 * @param error what viewers see
 * @param types full class names of the exception and its superclasses, most special first; empty
 *     when the engine itself failed the step
 */
public record Failure(ErrorInfo error, List<String> types) {

  /** Copies the list. */
  public Failure {
    types = List.copyOf(types);
  }
}
