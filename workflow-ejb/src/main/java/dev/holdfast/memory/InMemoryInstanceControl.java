package dev.holdfast.memory;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.memory.InMemoryDatabase.EntryKey;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Changes instances in memory from outside their run. */
public final class InMemoryInstanceControl implements InstanceControl {

  private final InMemoryDatabase database;

  /**
   * Makes the control.
   *
   * @param database where the instances are
   */
  public InMemoryInstanceControl(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Decision> change(InstanceKey key, Controller controller) {
    return database.inTransaction(
        () ->
            Optional.ofNullable(database.numbers.get(key))
                .map(database.instances::get)
                .map(row -> change(row, controller)));
  }

  @Override
  public List<Decision> changeResting(List<Long> numbers, Controller controller) {
    return database.inTransaction(
        () ->
            numbers.stream()
                .distinct()
                .sorted()
                .map(database.instances::get)
                .filter(row -> row != null && row.owner() == null && row.origin().parent() == null)
                .flatMap(row -> decide(row, controller).map(it -> apply(row, it)).stream())
                .toList());
  }

  private Optional<Decision> decide(InstanceRecord row, Controller controller) {
    try {
      return Optional.of(controller.decide(row, journal(row)));
    } catch (WorkflowException e) {
      return Optional.empty();
    }
  }

  private Journal journal(InstanceRecord row) {
    return () -> InMemoryDatabase.ofLife(database.steps, row.number(), row.epoch());
  }

  private Decision change(InstanceRecord row, Controller controller) {
    return apply(row, controller.decide(row, journal(row)));
  }

  private Decision apply(InstanceRecord row, Decision decision) {
    InMemoryFamilies families = new InMemoryFamilies(database);
    decision.childEnd().ifPresent(families::tell);
    families.leave(decision.closings());
    decision.audit().ifPresent(entry -> database.put(database.audit, entry.id(), entry));
    if (decision.after().isEmpty()) {
      delete(row);
      return decision;
    }
    InstanceRecord after = decision.after().get();
    database.put(database.instances, row.number(), after);
    if (after.recoveries() == 0) {
      database.remove(database.entriesAtRecovery, row.number());
    }
    if (decision.rewrite() instanceof Rewrite.Shift shift) {
      shift(row, shift.by());
    } else if (decision.rewrite() instanceof Rewrite.Rewind rewind) {
      rewind(row, after.epoch(), rewind.kept());
    }
    decision.log().forEach(record -> database.log(row.number(), after.epoch(), record));
    return decision;
  }

  /** Removes an instance and everything stored for it; to be called in a transaction. */
  void delete(InstanceRecord row) {
    database.remove(database.instances, row.number());
    database.remove(database.numbers, row.key());
    database.remove(database.entriesAtRecovery, row.number());
    removeOf(row, database.steps, key -> true);
    removeOf(row, database.attempts, key -> true);
    removeOf(row, database.events, key -> true);
    removeChunks(row, step -> true);
    removeOf(row, database.log, key -> true);
  }

  private void shift(InstanceRecord row, Duration by) {
    for (EntryKey key : keysOf(row, database.steps)) {
      StepRecord step = Objects.requireNonNull(database.steps.get(key));
      if (step.dueAt() != null && !step.status().isFinished()) {
        database.put(database.steps, key, step.dueAt(step.dueAt().plus(by)));
      }
    }
  }

  private void rewind(InstanceRecord row, int epoch, Set<Integer> kept) {
    removeOf(row, database.events, key -> true);
    removeOf(row, database.log, key -> true);
    removeOf(row, database.steps, key -> !kept.contains(key.seq()));
    removeOf(row, database.attempts, key -> !kept.contains(key.seq()));
    removeChunks(row, step -> !kept.contains(step));
    move(database.steps, row, epoch);
    move(database.attempts, row, epoch);
  }

  private void removeChunks(InstanceRecord row, IntPredicate ofStep) {
    database.removeChunks(
        chunk -> chunk.blob().instance() == row.number() && ofStep.test(chunk.blob().step()));
  }

  private <V> void move(NavigableMap<EntryKey, V> table, InstanceRecord row, int epoch) {
    for (EntryKey key : keysOf(row, table)) {
      V value = Objects.requireNonNull(table.get(key));
      database.remove(table, key);
      database.put(table, new EntryKey(key.instance(), epoch, key.seq(), key.number()), value);
    }
  }

  private <V> void removeOf(
      InstanceRecord row, NavigableMap<EntryKey, V> table, Predicate<EntryKey> which) {
    keysOf(row, table).stream().filter(which).forEach(key -> database.remove(table, key));
  }

  private static List<EntryKey> keysOf(InstanceRecord row, NavigableMap<EntryKey, ?> table) {
    return table
        .subMap(
            new EntryKey(row.number(), 0, Integer.MIN_VALUE, Long.MIN_VALUE),
            new EntryKey(row.number() + 1, 0, Integer.MIN_VALUE, Long.MIN_VALUE))
        .keySet()
        .stream()
        .toList();
  }
}
