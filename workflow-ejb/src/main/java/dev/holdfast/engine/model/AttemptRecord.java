package dev.holdfast.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is a failed attempt of a step.
 *
 * @param stepSeq the step's place in the order of start
 * @param attempt number of the attempt, from 1
 * @param startedAt when the body was started
 * @param endedAt when it failed
 * @param failure what it threw
 * @param stackTrace the exception with its causes, for operators
 * @param retryDelayMillis milliseconds until the next attempt; null after the last
 * @param log position in the log; 0 before it has been written
 */
public record AttemptRecord(
    int stepSeq,
    int attempt,
    Instant startedAt,
    Instant endedAt,
    Failure failure,
    String stackTrace,
    @Nullable Long retryDelayMillis,
    long log) {

  /**
   * Returns this attempt as written at a position of the log.
   *
   * @param position where
   * @return the new record
   */
  public AttemptRecord loggedAt(long position) {
    return new AttemptRecord(
        stepSeq, attempt, startedAt, endedAt, failure, stackTrace, retryDelayMillis, position);
  }
}
