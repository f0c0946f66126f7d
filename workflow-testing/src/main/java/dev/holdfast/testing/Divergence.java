package dev.holdfast.testing;

import java.util.List;
import java.util.Optional;

/**
 * Says where code stops doing what its journal says it did.
 *
 * @param kind what kind of difference it is
 * @param message what differs, for people
 * @param reached the step that the code has reached, such as {@code run east-1/load-1}; empty when
 *     it is not about one
 * @param recorded the records that it is about, in order of start
 */
public record Divergence(
    Kind kind, String message, Optional<String> reached, List<String> recorded) {

  /** Copies the list. */
  public Divergence {
    recorded = List.copyOf(recorded);
  }

  /** Says what kind of difference there is. */
  public enum Kind {
    /** The journal has a record of that name and occurrence, of another kind. */
    OTHER_KIND,
    /** The code reaches a step without a record, where the instance had gone on without it. */
    NO_RECORD,
    /** The code ends, or waits, and has left records unread. */
    UNREAD_RECORDS,
    /** The code ends in another way, or does not end where the instance did. */
    OTHER_OUTCOME,
    /** A recorded result cannot be read any more. */
    UNREADABLE_RESULT,
    /** The result of a sensitive step is not in the export, so the replay cannot go past it. */
    REDACTED_RESULT,
    /** A large result is not in the export, so the replay cannot go past it. */
    OMITTED_RESULT,
    /** The instance undoes a step, and the code does not come to it with a compensation. */
    COMPENSATION_MISSING
  }
}
