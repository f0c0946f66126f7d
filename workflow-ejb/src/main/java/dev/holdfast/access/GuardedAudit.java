package dev.holdfast.access;

import dev.holdfast.engine.audit.AuditService;
import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.port.AuditTrail.Filter;
import dev.holdfast.engine.port.AuditTrail.Place;
import java.util.List;
import java.util.Optional;

/** Is the door to the audit trail for callers with a login: it is for operators. */
public final class GuardedAudit implements AuditService {

  private final AuditService engine;
  private final Guard guard;

  /**
   * Puts the guard before the trail.
   *
   * @param engine does what is asked for
   * @param guard knows who may ask
   */
  public GuardedAudit(AuditService engine, Guard guard) {
    this.engine = engine;
    this.guard = guard;
  }

  @Override
  public List<AuditEntry> list(Filter filter, Optional<Place> after, int limit) {
    guard.operator();
    return engine.list(filter, after, limit);
  }
}
