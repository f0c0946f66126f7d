package dev.holdfast.engine.job;

import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Is the work of one job, from a place where an earlier run has left it. One thread at a time. */
interface JobWork {

  /** Returns how many items there are in all, if that can be told. */
  OptionalLong total();

  /** Returns the next item; empty behind the last one. */
  Optional<JobItem> next();

  /**
   * Works on items.
   *
   * @param items those that came next
   * @param before how far the job had come
   * @param pause waits; false when the job is to stop instead
   * @return what became of them; empty when the job was to stop before all had their turn
   */
  Optional<Step> work(List<JobItem> items, JobProgress before, Pause pause);

  /** Waits for better times. */
  @FunctionalInterface
  interface Pause {

    /** Waits; returns false when the job is to stop instead. */
    boolean tryAgainAfter(Duration duration);
  }

  /**
   * Is a part of a job that is done.
   *
   * @param progress how far the job has come
   * @param problems what has failed meanwhile
   */
  record Step(JobProgress progress, List<JobProblem> problems) {}
}
