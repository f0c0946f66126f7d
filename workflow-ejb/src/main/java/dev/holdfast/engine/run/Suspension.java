package dev.holdfast.engine.run;

/**
 * Unwinds the thread of a strand that has to wait or is not wanted any more. An Error, so that
 * {@code catch (Exception)} in workflow code cannot stop it; without a stack trace, because it is
 * thrown all the time.
 */
final class Suspension extends Error {

  private static final long serialVersionUID = 1L;

  Suspension() {
    super("The workflow is being suspended; do not catch this.", null, false, false);
  }
}
