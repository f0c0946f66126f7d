package dev.holdfast.memory;

import dev.holdfast.engine.port.Archive;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.memory.InMemoryDatabase.ArchivedRow;
import java.util.List;
import java.util.Optional;

/** Reads archived instances from memory. */
public final class InMemoryArchive implements Archive {

  private final InMemoryDatabase database;

  /**
   * Makes a reader.
   *
   * @param database where they are
   */
  public InMemoryArchive(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public List<Archived> list(InstanceQuery query) {
    return database.inTransaction(
        () ->
            database.archive.tailMap(query.after().orElse(0L), false).values().stream()
                .map(ArchivedRow::instance)
                .filter(row -> InMemoryInstanceReader.matches(row, query))
                .limit(query.limit())
                .map(row -> new Archived(row.number(), row.key()))
                .toList());
  }

  @Override
  public Optional<String> find(long number) {
    return database.inTransaction(
        () -> Optional.ofNullable(database.archive.get(number)).map(ArchivedRow::line));
  }
}
