package dev.holdfast.memory;

import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.port.EventLogReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
  public Optional<Rows> read(InstanceKey key, long after) {
    return database.inTransaction(
        () ->
            Optional.ofNullable(database.numbers.get(key))
                .map(database.instances::get)
                .map(instance -> read(instance, after)));
  }

  private Rows read(InstanceRecord instance, long after) {
    long number = instance.number();
    int epoch = instance.epoch();
    List<AttemptRecord> attempts =
        InMemoryDatabase.ofLife(database.attempts, number, epoch).stream()
            .filter(attempt -> attempt.log() > after)
            .sorted(Comparator.comparingLong(AttemptRecord::log))
            .toList();
    Set<Integer> attempted =
        attempts.stream().map(AttemptRecord::stepSeq).collect(Collectors.toSet());
    return new Rows(
        instance,
        InMemoryDatabase.ofLife(database.steps, number, epoch).stream()
            .filter(
                step ->
                    step.startedLog() > after
                        || step.endedLog() > after
                        || step.key().kind() == StepKind.COMPENSATION
                        || attempted.contains(step.seq()))
            .toList(),
        attempts,
        InMemoryDatabase.ofLife(database.events, number, epoch).stream()
            .filter(event -> event.log() > after)
            .map(event -> new LoggedEvent(event.record(), event.log()))
            .sorted(Comparator.comparingLong(LoggedEvent::log))
            .toList(),
        InMemoryDatabase.ofLife(database.log, number, epoch).stream()
            .filter(record -> record.id() > after || record.type() == LogType.WORKFLOW_QUEUED)
            .toList());
  }
}
