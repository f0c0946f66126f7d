package dev.holdfast.engine.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Holds what an installation has chosen about its audit trail.
 *
 * @param scope which commands are recorded
 * @param retention how long entries are kept; empty for ever
 */
public record AuditSettings(AuditScope scope, Optional<Duration> retention) {

  /** What holds where nothing is set. */
  public static final AuditSettings DEFAULT =
      new AuditSettings(AuditScope.EVENTS, Optional.of(Duration.ofDays(365)));
}
