package dev.holdfast.engine.audit;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.port.AuditTrail.Filter;
import dev.holdfast.engine.port.AuditTrail.Place;
import java.util.List;
import java.util.Optional;

/** Shows the audit trail. Thread-safe. */
@FunctionalInterface
public interface AuditService {

  /**
   * Lists entries, newest first; see the trail's own contract.
   *
   * @param filter which
   * @param after only those behind this place; empty for all
   * @param limit most entries to return
   * @return the entries
   */
  List<AuditEntry> list(Filter filter, Optional<Place> after, int limit);
}
