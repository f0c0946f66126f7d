package dev.holdfast.engine.model;

import dev.holdfast.api.LogType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is a record of the log that no other row stands for.
 *
 * @param id its position plus its {@link LogPlace}, unique within the instance
 * @param type what it is about
 * @param at when that was
 * @param data a JSON object, see {@link LogData}; null for nothing
 */
public record LogRecord(long id, LogType type, Instant at, @Nullable String data) {

  /**
   * Returns the record of something that came from outside. When one call leaves two records, the
   * second needs a position of its own, and the instance must know the later one.
   *
   * @param type what it is about
   * @param position a position that the instance's row knows as its latest
   * @param at when that was
   * @param data what else is to be said
   * @return the record
   */
  public static LogRecord ofCall(LogType type, long position, Instant at, LogData data) {
    return new LogRecord(position + LogPlace.OUTSIDE, type, at, data.json());
  }

  /**
   * Returns the record of something that a run has noted.
   *
   * @param type what it is about
   * @param position a position that the run's journal has given out
   * @param at when that was
   * @param data what else is to be said
   * @return the record
   */
  public static LogRecord ofRun(LogType type, long position, Instant at, LogData data) {
    return new LogRecord(position + LogPlace.RUN, type, at, data.json());
  }
}
