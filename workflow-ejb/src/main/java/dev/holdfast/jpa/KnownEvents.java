package dev.holdfast.jpa;

import dev.holdfast.engine.model.EventRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows which of some events are stored already, by the id that an event has for its instance. */
final class KnownEvents {

  private final Sql sql;
  private final Map<EventKey, Long> numbers = new HashMap<>();

  KnownEvents(Sql sql) {
    this.sql = sql;
  }

  private record EventKey(long instance, int epoch, String eventId) {
    static EventKey of(EventRecord event) {
      return new EventKey(event.instance(), event.epoch(), event.eventId());
    }
  }

  /** Looks for events, whose instances are locked; all are known once the answers are. */
  void look(List<EventRecord> events) {
    if (events.isEmpty()) {
      return;
    }
    if (sql.dialect().takesManyAtOnce()) {
      lookAtEach(events);
    } else {
      lookAround(events);
    }
  }

  /** Returns the number of the event that has the id of another one; null when there is none. */
  @Nullable Long find(EventRecord event) {
    return numbers.get(EventKey.of(event));
  }

  /** Takes note of an event that is being stored. */
  void add(EventRecord event) {
    numbers.put(EventKey.of(event), event.number());
  }

  /** One look into the index for each, as {@link Dialect#instancesByKey}; answers are numbers. */
  private void lookAtEach(List<EventRecord> events) {
    sql.ask(
        "select wanted.position, stored.number"
            + " from unnest(?, ?, ?) with ordinality as wanted (instance, epoch, event_id, position)"
            + " cross join lateral (select number from workflow_event sought"
            + " where sought.instance = wanted.instance and sought.epoch = wanted.epoch"
            + " and sought.event_id = wanted.event_id limit 1) stored",
        row ->
            numbers.put(EventKey.of(events.get(row.getInt("position") - 1)), row.getLong("number")),
        found -> {},
        events.stream().map(EventRecord::instance).toList(),
        events.stream().map(event -> (long) event.epoch()).toList(),
        events.stream().map(EventRecord::eventId).toList());
  }

  private void lookAround(List<EventRecord> events) {
    sql.ask(
        "select number, instance, epoch, event_id from workflow_event"
            + " where instance = any(?) and epoch = any(?) and event_id = any(?)",
        row ->
            numbers.put(
                new EventKey(
                    row.getLong("instance"), row.getInt("epoch"), row.getString("event_id")),
                row.getLong("number")),
        found -> {},
        events.stream().map(EventRecord::instance).distinct().toList(),
        events.stream().map(event -> (long) event.epoch()).distinct().toList(),
        events.stream().map(EventRecord::eventId).distinct().toList());
  }
}
