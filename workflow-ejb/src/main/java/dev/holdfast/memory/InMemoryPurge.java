package dev.holdfast.memory;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.Purge;
import dev.holdfast.memory.InMemoryDatabase.ArchivedRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Purges instances from memory. */
public final class InMemoryPurge implements Purge {

  private final InMemoryDatabase database;
  private final InMemoryInstanceControl control;
  private final InMemoryInstanceTransfer transfer;

  /**
   * Makes a purge.
   *
   * @param database where the instances are
   */
  public InMemoryPurge(InMemoryDatabase database) {
    this.database = database;
    this.control = new InMemoryInstanceControl(database);
    this.transfer = new InMemoryInstanceTransfer(database);
  }

  @Override
  public int purgeDue(Instant now, int limit, Archiving archiving) {
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
          return delete(due, archiving);
        });
  }

  @Override
  public int purge(Collection<Long> numbers, Archiving archiving) {
    return database.inTransaction(
        () ->
            delete(
                numbers.stream()
                    .sorted()
                    .flatMap(number -> Stream.ofNullable(database.instances.get(number)))
                    .filter(row -> row.status().isTerminal())
                    .toList(),
                archiving));
  }

  @Override
  public Optional<Instant> nextDue() {
    return database.inTransaction(
        () -> finished().map(InMemoryPurge::dueAt).min(Comparator.naturalOrder()));
  }

  private int delete(List<InstanceRecord> rows, Archiving archiving) {
    rows.forEach(row -> archive(row, archiving));
    rows.forEach(control::delete);
    return rows.size();
  }

  private void archive(InstanceRecord row, Archiving archiving) {
    if (!archiving.isOn()) {
      return;
    }
    String line = archiving.text().apply(transfer.withChunks(transfer.export(row)));
    if (archiving.place() == Archiving.Place.TABLE) {
      database.put(database.archive, row.number(), new ArchivedRow(row, line));
    } else {
      archiving.file().append(List.of(line));
    }
  }

  private Stream<InstanceRecord> finished() {
    return database.instances.values().stream()
        .filter(row -> row.status().isTerminal() && row.wakeAt() != null);
  }

  private static Instant dueAt(InstanceRecord row) {
    return Objects.requireNonNull(row.wakeAt());
  }
}
