package dev.holdfast.memory;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.port.AuditTrail;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the audit trail in memory. */
public final class InMemoryAuditTrail implements AuditTrail {

  private static final Comparator<AuditEntry> OLDEST_FIRST =
      Comparator.comparing(AuditEntry::at).thenComparing(AuditEntry::id);

  private final InMemoryDatabase database;

  /**
   * Makes the trail.
   *
   * @param database where the entries are
   */
  public InMemoryAuditTrail(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void add(AuditEntry entry) {
    database.inTransaction(
        () -> {
          database.put(database.audit, entry.id(), entry);
          return true;
        });
  }

  @Override
  public List<AuditEntry> list(Filter filter, Optional<Place> after, int limit) {
    return database.inTransaction(
        () ->
            database.audit.values().stream()
                .filter(entry -> isChosen(entry, filter))
                .filter(entry -> after.isEmpty() || isBehind(entry, after.get()))
                .sorted(OLDEST_FIRST.reversed())
                .limit(limit)
                .toList());
  }

  @Override
  public int purge(Instant before, int limit) {
    return database.inTransaction(
        () -> {
          List<Long> old =
              database.audit.values().stream()
                  .filter(entry -> entry.at().isBefore(before))
                  .sorted(OLDEST_FIRST)
                  .limit(limit)
                  .map(AuditEntry::id)
                  .toList();
          old.forEach(id -> database.remove(database.audit, id));
          return old.size();
        });
  }

  private static boolean isChosen(AuditEntry entry, Filter filter) {
    return filter.workflow().map(entry.workflow()::equals).orElse(true)
        && filter.target().map(entry.target()::equals).orElse(true)
        && filter.caller().map(entry.by().caller()::equals).orElse(true)
        && filter.from().map(from -> !entry.at().isBefore(from)).orElse(true)
        && filter.to().map(entry.at()::isBefore).orElse(true);
  }

  private static boolean isBehind(AuditEntry entry, Place place) {
    int order = entry.at().compareTo(place.at());
    return order < 0 || (order == 0 && entry.id() < place.id());
  }
}
