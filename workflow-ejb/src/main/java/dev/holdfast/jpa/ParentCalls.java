package dev.holdfast.jpa;

import dev.holdfast.engine.model.ChildEnd;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the steps that wait for the end of a child, by their keys. */
final class ParentCalls {

  private final Sql sql;

  ParentCalls(Sql sql) {
    this.sql = sql;
  }

  /** Is a step that waits for the end of a child. */
  private record Call(long instance, int epoch, int seq, InstanceKey child) {

    static Call of(ChildEnd end, int epoch) {
      return new Call(end.parent().number(), epoch, end.parent().step(), end.child());
    }

    static Call read(ResultSet row) throws SQLException {
      return new Call(
          row.getLong("instance"),
          row.getInt("epoch"),
          row.getInt("seq"),
          new InstanceKey(row.getString("child_workflow"), row.getString("child_id")));
    }
  }

  /**
   * Returns the events for those ends that a step waits for.
   *
   * @param epochs the present lives of the parents that take events, whose rows are locked
   */
  Map<ChildEnd, EventRecord> events(List<ChildEnd> ends, Map<Long, Integer> epochs) {
    List<ChildEnd> possible =
        ends.stream().filter(end -> epochs.containsKey(end.parent().number())).toList();
    Map<ChildEnd, EventRecord> events = new HashMap<>();
    if (possible.isEmpty()) {
      return events;
    }
    Set<Call> calls = find(possible, epochs);
    for (ChildEnd end : possible) {
      int epoch = epochs.getOrDefault(end.parent().number(), 0);
      if (calls.contains(Call.of(end, epoch))) {
        events.put(end, end.toEvent(epoch));
      }
    }
    return events;
  }

  private Set<Call> find(List<ChildEnd> ends, Map<Long, Integer> epochs) {
    return new HashSet<>(
        sql.query(
            "select instance, epoch, seq, child_workflow, child_id from workflow_step"
                + " where instance = any(?) and epoch = any(?) and seq = any(?)"
                + " and kind = 'child' and status in ('running', 'retrying')"
                + " and event_type is not null",
            Call::read,
            ends.stream().map(end -> end.parent().number()).distinct().toList(),
            epochs.values().stream().map(Integer::longValue).distinct().toList(),
            ends.stream().map(end -> (long) end.parent().step()).distinct().toList()));
  }
}
