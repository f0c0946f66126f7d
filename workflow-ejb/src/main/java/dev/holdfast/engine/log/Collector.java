package dev.holdfast.engine.log;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the records of one instance whose ids are in a range. */
final class Collector {

  private final InstanceKey instance;
  private final long after;
  private final long until;
  private final List<LogEntry> entries = new ArrayList<>();

  Collector(InstanceKey instance, long after, long until) {
    this.instance = instance;
    this.after = after;
    this.until = until;
  }

  /** Adds a record about the instance. */
  void add(long id, Instant at, LogType type, Members data) {
    add(id, at, type, Optional.empty(), data);
  }

  /** Adds a record about a step. */
  void add(long id, Instant at, LogType type, StepKey step, Members data) {
    add(
        id,
        at,
        type,
        Optional.of(
            new LogEntry.Step(
                step.kind().wireName(), step.scope(), step.name(), step.occurrence())),
        data);
  }

  private void add(long id, Instant at, LogType type, Optional<LogEntry.Step> step, Members data) {
    if (id > after && id <= until) {
      entries.add(new LogEntry(instance.workflow(), instance.id(), id, at, type, step, data.map()));
    }
  }

  /** Returns what has been collected, in the order of ids. */
  List<LogEntry> sorted() {
    return entries.stream().sorted(Comparator.comparingLong(LogEntry::eventId)).toList();
  }
}
