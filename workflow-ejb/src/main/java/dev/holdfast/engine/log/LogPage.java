package dev.holdfast.engine.log;

import dev.holdfast.api.LogEntry;
import java.util.List;

/**
 * Is a part of a log.
 *
 * @param instance number of the instance
 * @param entries its records, by id
 * @param until from where to read on: the largest id up to which there are no others; {@link
 *     Long#MAX_VALUE} when this is all there is
 * @param isEnded whether the instance has ended
 */
record LogPage(long instance, List<LogEntry> entries, long until, boolean isEnded) {

  boolean isLast() {
    return until == Long.MAX_VALUE;
  }
}
