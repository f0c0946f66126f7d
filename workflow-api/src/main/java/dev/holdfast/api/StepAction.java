package dev.holdfast.api;

/** Is the work of a step that returns nothing. */
@FunctionalInterface
public interface StepAction {

  /**
   * Does the work.
   *
   * @throws Exception to fail the attempt; a {@link NonRetryableException} fails the step for good
   */
  void run() throws Exception;
}
