package dev.holdfast.jpa;

import dev.holdfast.engine.model.EventRecord;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the events that no wait has taken, for instances whose rows are locked. An instance that
 * has had fewer signals than the limit cannot have as many events, so mostly nothing is read.
 */
final class BufferedEvents {

  private final Sql sql;
  private final Map<Long, Integer> counts = new HashMap<>();
  private final Map<Long, Integer> added = new HashMap<>();

  BufferedEvents(Sql sql) {
    this.sql = sql;
  }

  /**
   * Counts an event that is about to be stored.
   *
   * @param limit most events of the instance, this one included
   * @param signals how many events and control calls have reached the instance
   * @return false when there are too many; then it does not count
   */
  boolean add(EventRecord event, int limit, int signals) {
    int before = added.getOrDefault(event.instance(), 0);
    if (signals + before >= limit && stored(event) + before >= limit) {
      return false;
    }
    added.put(event.instance(), before + 1);
    return true;
  }

  private int stored(EventRecord event) {
    return counts.computeIfAbsent(
        event.instance(),
        instance ->
            sql.query(
                    "select count(*) as buffered from workflow_event where instance = ?"
                        + " and epoch = ? and taken_by is null and substring(type from 1 for 1) <> ?",
                    row -> row.getInt("buffered"),
                    instance,
                    event.epoch(),
                    EventRecord.INTERNAL_PREFIX)
                .get(0));
  }
}
