package dev.holdfast.engine.port;

import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.StepRecord;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows that an instance's event log is made of. Takes part in the caller's transaction
 * when there is one and locks nothing.
 */
@FunctionalInterface
public interface EventLogReader {

  /**
   * Reads what may have records in the log that are younger than a position, the oldest of them.
   * The instance's row is read first: when it says that the instance has ended, the rest is
   * complete.
   *
   * @param key the instance
   * @param after a position, or any other number
   * @param limit how many positions at the most, 1 or more
   * @return the rows of its present epoch; empty when there is no such instance
   */
  Optional<Rows> read(InstanceKey key, long after, int limit);

  /**
   * Is what a log is made of. Rows may be here that have no younger records, or older and later
   * ones besides.
   *
   * @param instance the instance
   * @param until the largest id up to which these are all; {@link Long#MAX_VALUE} when there are no
   *     more
   * @param steps steps that began or ended later, those of later attempts, and, as soon as there is
   *     anything later, all compensations; in order of start
   * @param attempts failed attempts that were recorded later, by position
   * @param events events that were accepted later, by position
   * @param records control records that were written later, by id; also those that say how the
   *     epoch began and who ended it
   */
  record Rows(
      InstanceRecord instance,
      long until,
      List<StepRecord> steps,
      List<AttemptRecord> attempts,
      List<LoggedEvent> events,
      List<LogRecord> records) {}

  /**
   * Is an event with its place in the log.
   *
   * @param event the event
   * @param log its position
   */
  record LoggedEvent(EventRecord event, long log) {}
}
