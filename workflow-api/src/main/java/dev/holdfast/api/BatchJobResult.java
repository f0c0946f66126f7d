package dev.holdfast.api;

import java.util.List;
import java.util.Map;

/**
 * Says how a job of the batch runtime has completed.
 *
 * @param job name of the job
 * @param execution the runtime's number of the execution that has completed it
 * @param exitStatus what the job says of its end; {@code COMPLETED} unless it says something else
 * @param steps the steps of that execution, in the order of their start; those that an earlier
 *     execution had completed are not among them
 */
public record BatchJobResult(String job, long execution, String exitStatus, List<Step> steps) {

  /** Name of the job parameter by which the engine finds the execution of a step again. */
  public static final String CALL_PARAMETER = "holdfast.call";

  /** Copies the steps. */
  public BatchJobResult {
    steps = List.copyOf(steps);
  }

  /**
   * Adds a number of all steps.
   *
   * @param name such as {@code write_count}, in lower case, as the runtime's metric is called
   * @return the sum; 0 where there is none
   */
  public long metric(String name) {
    return steps.stream().mapToLong(step -> step.metrics().getOrDefault(name, 0L)).sum();
  }

  /**
   * Says how a step of the job has ended.
   *
   * @param name its name
   * @param exitStatus what it says of its end
   * @param metrics what the runtime has counted in this execution, by the names of its metrics in
   *     lower case: {@code read_count}, {@code write_count}, {@code commit_count}, {@code
   *     rollback_count}, {@code read_skip_count}, {@code process_skip_count}, {@code
   *     write_skip_count}, {@code filter_count}
   */
  public record Step(String name, String exitStatus, Map<String, Long> metrics) {

    /** Copies the metrics. */
    public Step {
      metrics = Map.copyOf(metrics);
    }
  }
}
