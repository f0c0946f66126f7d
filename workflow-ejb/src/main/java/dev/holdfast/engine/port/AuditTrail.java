package dev.holdfast.engine.port;

import dev.holdfast.engine.model.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the records of commands. Those that belong to a decision about an instance are written by
 * {@link InstanceControl}, in its transaction.
 */
public interface AuditTrail {

  /**
   * Adds an entry, in the caller's transaction when there is one.
   *
   * @param entry the entry
   */
  void add(AuditEntry entry);

  /**
   * Lists entries, newest first. Entries that are added or purged meanwhile cause neither doubles
   * nor gaps in what follows a place. A transaction of its own.
   *
   * @param filter which
   * @param after only those behind this place; empty for all
   * @param limit most entries to return
   * @return the entries
   */
  List<AuditEntry> list(Filter filter, Optional<Place> after, int limit);

  /**
   * Removes the oldest entries, in a transaction of its own.
   *
   * @param before only those from before this time
   * @param limit how many at the most, 1 or more
   * @return how many were removed
   */
  int purge(Instant before, int limit);

  /**
   * Chooses entries.
   *
   * @param workflow only those about this workflow; empty for all
   * @param target only those about this instance, schedule or message; empty for all
   * @param caller only those of this caller; empty for all
   * @param from only those of this time or later; empty for all
   * @param to only those from before this time; empty for all
   */
  record Filter(
      Optional<String> workflow,
      Optional<String> target,
      Optional<String> caller,
      Optional<Instant> from,
      Optional<Instant> to) {

    /** Chooses all. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * Marks a place in the list: that of an entry.
   *
   * @param at when it was written
   * @param id its number
   */
  record Place(Instant at, long id) {

    /**
     * Returns the place of an entry.
     *
     * @param entry the entry
     * @return its place
     */
    public static Place of(AuditEntry entry) {
      return new Place(entry.at(), entry.id());
    }
  }
}
