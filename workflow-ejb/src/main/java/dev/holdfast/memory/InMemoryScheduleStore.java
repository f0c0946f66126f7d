package dev.holdfast.memory;

import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import dev.holdfast.engine.port.ScheduleStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps schedules in memory. */
public final class InMemoryScheduleStore implements ScheduleStore {

  private final InMemoryDatabase database;
  private final InMemoryJournalStore journal;

  /**
   * Makes a store.
   *
   * @param database where the schedules are
   */
  public InMemoryScheduleStore(InMemoryDatabase database) {
    this.database = database;
    this.journal = new InMemoryJournalStore(database);
  }

  @Override
  public void register(String workflow, List<ScheduleRecord> schedules) {
    database.inTransaction(
        () -> {
          List<ScheduleKey> wanted = schedules.stream().map(ScheduleRecord::key).toList();
          of(workflow)
              .map(ScheduleRecord::key)
              .filter(key -> !wanted.contains(key))
              .toList()
              .forEach(key -> database.remove(database.schedules, key));
          schedules.forEach(this::register);
          return true;
        });
  }

  @Override
  public List<ScheduleRecord> list(String workflow) {
    return database.inTransaction(() -> of(workflow).toList());
  }

  @Override
  public List<ScheduleRecord> listNext(Collection<String> workflows) {
    return database.inTransaction(
        () ->
            database.schedules.values().stream()
                .filter(row -> workflows.contains(row.key().workflow()) && row.nextAt() != null)
                .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.nextAt())))
                .toList());
  }

  @Override
  public boolean fire(Firing firing) {
    return database.inTransaction(
        () -> {
          @Nullable ScheduleRecord row = database.schedules.get(firing.key());
          if (row == null || !firing.dueAt().equals(row.nextAt())) {
            return false;
          }
          Instant lastAt = firing.lastAt() == null ? row.lastAt() : firing.lastAt();
          put(new ScheduleRecord(row.key(), row.zone(), firing.nextAt(), lastAt, false));
          firing.instances().forEach(instance -> journal.create(new InstanceCreated(instance)));
          return true;
        });
  }

  @Override
  public Optional<ScheduleRecord> pause(ScheduleKey key) {
    return change(key, row -> new ScheduleRecord(key, row.zone(), null, row.lastAt(), true));
  }

  @Override
  public Optional<ScheduleRecord> resume(ScheduleKey key, @Nullable Instant nextAt) {
    return change(
        key,
        row ->
            row.paused() ? new ScheduleRecord(key, row.zone(), nextAt, row.lastAt(), false) : row);
  }

  private void register(ScheduleRecord schedule) {
    @Nullable ScheduleRecord before = database.schedules.get(schedule.key());
    if (before == null) {
      put(schedule);
    } else if (!before.zone().equals(schedule.zone())) {
      put(
          new ScheduleRecord(
              before.key(),
              schedule.zone(),
              before.paused() ? null : schedule.nextAt(),
              before.lastAt(),
              before.paused()));
    }
  }

  private Optional<ScheduleRecord> change(ScheduleKey key, UnaryOperator<ScheduleRecord> change) {
    return database.inTransaction(
        () -> {
          Optional<ScheduleRecord> changed =
              Optional.ofNullable(database.schedules.get(key)).map(change);
          changed.ifPresent(this::put);
          return changed;
        });
  }

  private Stream<ScheduleRecord> of(String workflow) {
    return database.schedules.values().stream()
        .filter(row -> row.key().workflow().equals(workflow));
  }

  private void put(ScheduleRecord row) {
    database.put(database.schedules, row.key(), row);
  }
}
