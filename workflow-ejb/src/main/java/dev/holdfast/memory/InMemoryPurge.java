package dev.holdfast.memory;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.Purge;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Purges instances from memory. */
public final class InMemoryPurge implements Purge {

  private final InMemoryDatabase database;
  private final InMemoryInstanceControl control;

  /**
   * Makes a purge.
   *
   * @param database where the instances are
   */
  public InMemoryPurge(InMemoryDatabase database) {
    this.database = database;
    this.control = new InMemoryInstanceControl(database);
  }

  @Override
  public int purgeDue(Instant now, int limit) {
    return database.inTransaction(
        () -> {
          List<InstanceRecord> due =
              finished()
                  .filter(row -> !dueAt(row).isAfter(now))
                  .sorted(
                      Comparator.comparing(InMemoryPurge::dueAt)
                          .thenComparing(InstanceRecord::number))
                  .limit(limit)
                  .toList();
          due.forEach(control::delete);
          return due.size();
        });
  }

  @Override
  public Optional<Instant> nextDue() {
    return database.inTransaction(
        () -> finished().map(InMemoryPurge::dueAt).min(Comparator.naturalOrder()));
  }

  private Stream<InstanceRecord> finished() {
    return database.instances.values().stream()
        .filter(row -> row.status().isTerminal() && row.wakeAt() != null);
  }

  private static Instant dueAt(InstanceRecord row) {
    return Objects.requireNonNull(row.wakeAt());
  }
}
