package dev.holdfast.engine.port;

import java.util.Map;

/** Runs jobs of the server's batch runtime. Thread-safe; knows no transactions. */
public interface BatchJobs {

  /**
   * Starts a job; returns when the runtime has taken it over.
   *
   * @param job name of the job's XML
   * @param properties what the job is told
   * @return the runtime's number of the execution
   * @throws BatchJobException when it could not be started
   */
  long start(String job, Map<String, String> properties);

  /** Says that the batch runtime could not do what was asked. */
  final class BatchJobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what could not be done, and what the runtime says
     * @param cause what led to it
     */
    public BatchJobException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
