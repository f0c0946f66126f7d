package dev.holdfast.engine;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.port.OutOfReachException;
import java.lang.System.Logger.Level;

/** Says why something of a batch could not be done, when that is not its sender's fault. */
final class BatchFailure {

  private static final System.Logger LOG = System.getLogger(BatchFailure.class.getName());

  private BatchFailure() {}

  /**
   * Returns what the sender is told; logs what nobody expected.
   *
   * @param what what could not be done
   * @param failure what came up
   */
  static WorkflowException of(String what, RuntimeException failure) {
    if (failure instanceof OutOfReachException) {
      return new WorkflowException(
          "journal.unavailable",
          what
              + ": the database cannot be reached at present. Look up whether it was done before"
              + " you try again. (journal.unavailable)");
    }
    LOG.log(Level.ERROR, what, failure);
    return new WorkflowException("internal", what + ".");
  }
}
