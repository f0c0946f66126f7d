package dev.holdfast.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Says which records of an event log are wanted.
 *
 * @param cursor id of the last record that is not wanted any more; 0 for none
 * @param types the types wanted; empty for all
 */
public record LogSelection(long cursor, Set<LogType> types) {

  /** Every record. */
  public static final LogSelection ALL = new LogSelection(0, Set.of());

  /**
   * Copies the set.
   *
   * @throws InvalidRequestException {@code request.invalid} when the cursor is negative
   */
  public LogSelection {
    if (cursor < 0) {
      throw new InvalidRequestException(
          "request.invalid",
          "cursor must be 0 or the id of a record, was %d. (request.invalid)".formatted(cursor));
    }
    types = Set.copyOf(types);
  }

  /**
   * Selects what is younger than a record.
   *
   * @param eventId id of the record
   * @return the selection
   */
  public static LogSelection after(long eventId) {
    return ALL.from(eventId);
  }

  /**
   * Selects types.
   *
   * @param first a type
   * @param more other types
   * @return the selection
   */
  public static LogSelection of(LogType first, LogType... more) {
    Set<LogType> types = EnumSet.of(first);
    types.addAll(List.of(more));
    return new LogSelection(0, types);
  }

  /**
   * Returns this selection behind another record.
   *
   * @param eventId id of the record
   * @return the new selection
   */
  public LogSelection from(long eventId) {
    return new LogSelection(eventId, types);
  }

  /**
   * Tells whether a record is wanted.
   *
   * @param entry the record
   * @return true when it is younger than the cursor and of one of the types
   */
  public boolean includes(LogEntry entry) {
    return entry.eventId() > cursor && (types.isEmpty() || types.contains(entry.type()));
  }
}
