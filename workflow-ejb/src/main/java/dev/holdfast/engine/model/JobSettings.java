package dev.holdfast.engine.model;

import java.time.Duration;

/**
 * Holds the numbers of jobs that an installation may choose.
 *
 * @param concurrency most jobs that one node works on at a time, 1 or more
 * @param share part of the time in which a job works, over 0 and up to 1; it rests in between, so
 *     that others get their turn
 * @param threads on how many threads a job steers instances, 1 or more
 * @param uploadBytes most bytes of an import
 * @param retention how long a job is kept after its end
 */
public record JobSettings(
    int concurrency, double share, int threads, long uploadBytes, Duration retention) {

  /** What holds where nobody says anything else. */
  public static final JobSettings DEFAULT =
      new JobSettings(2, 0.5, 4, 4L << 30, Duration.ofDays(30));
}
