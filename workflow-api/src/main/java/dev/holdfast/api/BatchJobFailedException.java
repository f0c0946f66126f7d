package dev.holdfast.api;

/**
 * Says why a job of the batch runtime has not completed. Workflow code sees it as the error of a
 * {@link StepFailedException}; its code says what has happened.
 */
public final class BatchJobFailedException extends WorkflowException {

  /** The job has failed. */
  public static final String FAILED = "batch.failed";

  /** The job was stopped, by its own definition or from outside. */
  public static final String STOPPED = "batch.stopped";

  /** An operator of the batch runtime has abandoned the job; it is not tried again. */
  public static final String ABANDONED = "batch.abandoned";

  /** The runtime could not start the job: mostly because it does not know one of this name. */
  public static final String NOT_STARTED = "batch.not_started";

  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param code one of the codes above
   * @param message the whole message
   */
  public BatchJobFailedException(String code, String message) {
    super(code, message);
  }
}
