package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.jpa.Batch.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores events that wake their instances on this node, and claims those instances, if nothing has
 * happened to them since they were read. That is a condition of the update, so nothing is locked or
 * looked at before: what does not hold changes nothing, and stores no event.
 */
final class ClaimWriter {

  /** An instance that waits has no owner, and has been started before. */
  private static final String UPDATE =
      "update workflow_instance set signals = signals + 1, status = 'running', owner = :owner,"
          + " wake_at = null, log = :log {given} where {key number} and epoch = :epoch and "
          + ByNumber.STATUS
          + " = 'waiting' and signals = :signals and log = :seen_log and (signals < :most"
          + " or (select count(*) from workflow_event buffered where buffered.instance = workflow_instance.number"
          + " and buffered.epoch = :epoch and buffered.taken_by is null"
          + " and substring(type from 1 for 1) <> '"
          + EventRecord.INTERNAL_PREFIX
          + "') < :most)";

  private static final String[] OF_INSTANCE = {
    "owner bigint",
    "log bigint",
    "number bigint",
    "epoch integer",
    "signals integer",
    "seen_log bigint",
    "most integer"
  };

  private static final String[] OF_EVENT = {
    "event bigint",
    "event_id varchar",
    "type varchar",
    "payload_codec varchar",
    "payload_type varchar",
    "payload varchar",
    "received_at timestamptz"
  };

  static final SetStatement CLAIM = SetStatement.update(UPDATE, OF_INSTANCE);

  /** Where the database can go by what an update has changed. */
  static final SetStatement CLAIM_AND_INSERT =
      SetStatement.updateThenInsert(
              UPDATE,
              "insert into workflow_event (number, instance, epoch, event_id, type, payload_codec,"
                  + " payload_type, payload, received_at, log) select cast(:event as bigint),"
                  + " cast(:number as bigint), cast(:epoch as integer), :event_id, :type,"
                  + " :payload_codec, :payload_type, :payload,"
                  + " cast(:received_at as timestamp(6) with time zone), cast(:log as bigint)",
              all())
          .followedBy(" returning number");

  private final Sql sql;
  private final LeaseCheck leases;

  ClaimWriter(Sql sql, LeaseCheck leases) {
    this.sql = sql;
    this.leases = leases;
  }

  void write(List<Entry<EventAccepted>> claims) {
    Map<Long, Entry<EventAccepted>> firsts = new TreeMap<>(); // locked in the order of all batches
    for (Entry<EventAccepted> entry : claims) {
      boolean isFor = waiting(entry).isAwaiting(entry.change.record().type());
      if (!isFor || firsts.putIfAbsent(entry.change.instance(), entry) != null) {
        entry.outcome = Outcome.SIGNALLED;
      }
    }
    List<Entry<EventAccepted>> entries = List.copyOf(firsts.values());
    if (sql.dialect().takesManyAtOnce()) {
      sql.send(
          CLAIM_AND_INSERT,
          entries.stream().map(it -> ofEvent(ofInstance(it), it)).toList(),
          row -> row.getLong("number"),
          stored -> settle(entries, Set.copyOf(stored)));
    } else {
      sql.send(
          CLAIM,
          entries.stream().map(this::ofInstance).toList(),
          counts -> insert(entries, counts));
    }
  }

  private void insert(List<Entry<EventAccepted>> entries, List<Integer> counts) {
    List<EventWriter.Row> rows = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (counts.get(i) == 1) {
        rows.add(new EventWriter.Row(entries.get(i).change.record(), log(entries.get(i))));
      }
    }
    EventWriter.insert(sql, rows);
    settle(entries, rows.stream().map(row -> row.event().number()).collect(Collectors.toSet()));
  }

  private void settle(List<Entry<EventAccepted>> entries, Set<Long> stored) {
    for (Entry<EventAccepted> entry : entries) {
      EventRecord event = entry.change.record();
      if (stored.contains(event.number())) {
        entry.outcome = Outcome.CLAIMED;
        leases.claimed(event.instance(), event.epoch());
      } else {
        entry.outcome = Outcome.SIGNALLED;
      }
    }
  }

  private Parameters ofInstance(Entry<EventAccepted> entry) {
    InstanceRecord waiting = waiting(entry);
    return new Parameters()
        .add(leases.node())
        .add(log(entry))
        .add(waiting.number())
        .add(waiting.epoch())
        .add(waiting.signals())
        .add(waiting.log())
        .add(entry.change.bufferLimit());
  }

  private static Parameters ofEvent(Parameters ofInstance, Entry<EventAccepted> entry) {
    EventRecord event = entry.change.record();
    return ofInstance
        .add(event.number())
        .add(event.eventId())
        .add(event.type())
        .addValue(event.payload())
        .add(event.receivedAt());
  }

  private static long log(Entry<EventAccepted> entry) {
    return LogPositions.next(waiting(entry).log(), entry.change.record().receivedAt());
  }

  private static InstanceRecord waiting(Entry<EventAccepted> entry) {
    return Objects.requireNonNull(entry.change.waiting());
  }

  private static String[] all() {
    return Stream.of(OF_INSTANCE, OF_EVENT).flatMap(Stream::of).toArray(String[]::new);
  }
}
