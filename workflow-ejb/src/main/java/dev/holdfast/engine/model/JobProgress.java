package dev.holdfast.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Tells how far a job has come.
 *
 * @param total how many items there are; null while it is not known
 * @param done items that the job has done something with
 * @param skipped items that needed nothing, such as instances that exist already
 * @param errors items that failed
 * @param position behind which the next run goes on: a byte of the upload, or the number of an
 *     instance
 * @param line lines of the upload up to that position, or chunks of the output; 0 for other jobs
 */
public record JobProgress(
    @Nullable Long total, long done, long skipped, long errors, long position, long line) {

  /** Nothing done yet. */
  public static final JobProgress NONE = new JobProgress(null, 0, 0, 0, 0, 0);

  /**
   * Returns this progress with a total.
   *
   * @param value how many items there are
   * @return the new progress
   */
  public JobProgress withTotal(long value) {
    return new JobProgress(value, done, skipped, errors, position, line);
  }

  /**
   * Returns this progress after more items.
   *
   * @param moreDone items done
   * @param moreSkipped items skipped
   * @param moreErrors items failed
   * @return the new progress
   */
  public JobProgress plus(long moreDone, long moreSkipped, long moreErrors) {
    return new JobProgress(
        total, done + moreDone, skipped + moreSkipped, errors + moreErrors, position, line);
  }

  /**
   * Returns this progress at another place.
   *
   * @param newPosition behind which the next run goes on
   * @param newLine lines up to there
   * @return the new progress
   */
  public JobProgress at(long newPosition, long newLine) {
    return new JobProgress(total, done, skipped, errors, newPosition, newLine);
  }
}
