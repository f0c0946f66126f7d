package dev.holdfast.api;

import java.util.Map;

/**
 * Offers the steps that are jobs of the server's batch runtime (Jakarta Batch). They count, are
 * named and number their occurrences like other steps.
 */
public interface BatchSteps {

  /**
   * Runs a batch job with default options; see {@link #batch(String, String, Map, StepOptions)}.
   *
   * @param name name of the step
   * @param job name of the job: that of its XML file in {@code META-INF/batch-jobs}, without {@code
   *     .xml}
   * @param properties what the job is told
   * @return how it has ended
   * @throws StepFailedException when it has not completed in the last attempt
   */
  default BatchJobResult batch(String name, String job, Map<String, String> properties) {
    return batch(name, job, properties, StepOptions.DEFAULT);
  }

  /**
   * Runs a job of the server's batch runtime and waits for its end, without a thread. The outcome
   * is recorded.
   *
   * <p>The first attempt starts the job; every later one restarts it, so that it goes on from its
   * last checkpoint. When the server that runs the job dies, another one, or the same after its
   * start, restarts it within the same attempt; at any time one execution goes on. That needs a
   * repository of jobs which outlives the server; without one the job is started anew from the
   * beginning. A job that is stopped from outside has failed its attempt.
   *
   * <p>The job is stopped when the step is not wanted any more: its instance is terminated,
   * restarted or deleted, its branch has lost a race, or the attempt is over. A pause of the
   * instance lets the job run on.
   *
   * @param name name of the step
   * @param job name of the job: that of its XML file in {@code META-INF/batch-jobs}, without {@code
   *     .xml}; 1 to 255 characters ({@code options.invalid})
   * @param properties what the job is told, as its job parameters. The engine adds {@link
   *     BatchJobResult#CALL_PARAMETER}
   * @param options retries, by default those of all steps; a timeout of each attempt, by default
   *     none. Compensation, {@code sensitive} and {@code largeResult} are not for batch steps
   *     ({@code options.invalid})
   * @return how it has ended
   * @throws StepFailedException when it has not completed in the last attempt, with {@link
   *     BatchJobFailedException} as the cause's type; the same on every replay
   */
  BatchJobResult batch(
      String name, String job, Map<String, String> properties, StepOptions options);
}
