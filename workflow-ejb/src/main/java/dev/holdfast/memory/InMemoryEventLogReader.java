package dev.holdfast.memory;

import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.port.EventLogReader;
import dev.holdfast.memory.InMemoryDatabase.StoredEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a log is made of from memory. */
public final class InMemoryEventLogReader implements EventLogReader {

  private final InMemoryDatabase database;

  /**
   * Makes a reader.
   *
   * @param database where the instances are
   */
  public InMemoryEventLogReader(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Rows> read(InstanceKey key, long after, int limit) {
    return database.inTransaction(
        () ->
            Optional.ofNullable(database.numbers.get(key))
                .map(database.instances::get)
                .map(instance -> read(instance, after, until(instance, after, limit))));
  }

  private long until(InstanceRecord instance, long after, int limit) {
    long number = instance.number();
    int epoch = instance.epoch();
    List<Long> positions =
        Stream.of(
                InMemoryDatabase.ofLife(database.steps, number, epoch).stream()
                    .flatMap(step -> Stream.of(step.startedLog(), step.endedLog())),
                InMemoryDatabase.ofLife(database.attempts, number, epoch).stream()
                    .map(AttemptRecord::log),
                InMemoryDatabase.ofLife(database.events, number, epoch).stream()
                    .map(StoredEvent::log),
                InMemoryDatabase.ofLife(database.log, number, epoch).stream().map(LogRecord::id))
            .flatMap(each -> each)
            .filter(position -> position > after)
            .sorted()
            .limit(limit)
            .toList();
    return positions.size() < limit
        ? Long.MAX_VALUE
        : LogPositions.lastId(positions.get(limit - 1));
  }

  private Rows read(InstanceRecord instance, long after, long until) {
    LongPredicate isWanted = position -> position > after && position <= until;
    long number = instance.number();
    int epoch = instance.epoch();
    List<AttemptRecord> attempts =
        InMemoryDatabase.ofLife(database.attempts, number, epoch).stream()
            .filter(attempt -> isWanted.test(attempt.log()))
            .sorted(Comparator.comparingLong(AttemptRecord::log))
            .toList();
    Set<Integer> attempted =
        attempts.stream().map(AttemptRecord::stepSeq).collect(Collectors.toSet());
    return new Rows(
        instance,
        until,
        InMemoryDatabase.ofLife(database.steps, number, epoch).stream()
            .filter(
                step ->
                    isWanted.test(step.startedLog())
                        || isWanted.test(step.endedLog())
                        || step.key().kind() == StepKind.COMPENSATION
                        || attempted.contains(step.seq()))
            .toList(),
        attempts,
        InMemoryDatabase.ofLife(database.events, number, epoch).stream()
            .filter(event -> isWanted.test(event.log()))
            .map(event -> new LoggedEvent(event.record(), event.log()))
            .sorted(Comparator.comparingLong(LoggedEvent::log))
            .toList(),
        InMemoryDatabase.ofLife(database.log, number, epoch).stream()
            .filter(
                record ->
                    isWanted.test(record.id())
                        || record.type() == LogType.WORKFLOW_QUEUED
                        || record.type() == LogType.WORKFLOW_TERMINATED)
            .toList());
  }
}
