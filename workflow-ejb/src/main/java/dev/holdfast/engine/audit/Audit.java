package dev.holdfast.engine.audit;

import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.AuditScope;
import dev.holdfast.engine.model.AuditSettings;
import dev.holdfast.engine.model.Requester;
import dev.holdfast.engine.port.AuditTrail;
import dev.holdfast.engine.port.AuditTrail.Filter;
import dev.holdfast.engine.port.AuditTrail.Place;
import dev.holdfast.engine.port.IdSource;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes the audit trail, and removes from it what has been kept long enough. What a command does
 * to the status of an instance is recorded with the decision itself, not here.
 */
public final class Audit implements AuditService {

  private static final System.Logger LOG = System.getLogger(Audit.class.getName());
  private static final Duration BETWEEN_PURGES = Duration.ofMinutes(10);
  private static final int CHUNK = 1_000;

  private final AuditTrail trail;
  private final IdSource ids;
  private final InstantSource clock;
  private final AuditSettings settings;
  private final AtomicBoolean purging = new AtomicBoolean();
  private volatile Instant nextPurge = Instant.MIN;

  /**
   * Makes the audit.
   *
   * @param trail keeps the entries
   * @param ids numbers them
   * @param clock tells the time
   * @param settings what to record, and for how long
   */
  public Audit(AuditTrail trail, IdSource ids, InstantSource clock, AuditSettings settings) {
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Is what was asked for.
   *
   * @param scope from which scope on it is recorded when it is done
   * @param name such as {@code event.send}
   * @param workflow name of the workflow; empty when it is about none
   * @param target id of the instance, or what else it is about
   */
  public record Command(AuditScope scope, String name, String workflow, String target) {}

  /**
   * Records what was done, if that is wanted; in the caller's transaction when there is one.
   *
   * @param command what was asked for
   * @param by who wanted it
   */
  public void done(Command command, Requester by) {
    if (command.scope().compareTo(settings.scope()) <= 0) {
      trail.add(entry(command, by, AuditEntry.DONE));
    }
  }

  /**
   * Records what was refused. That it was is more important than the record: when that cannot be
   * written, the log tells.
   *
   * @param command what was asked for
   * @param by who wanted it
   * @param code why it was not done
   */
  public void refused(Command command, Requester by, String code) {
    try {
      trail.add(entry(command, by, code));
    } catch (RuntimeException e) { // the database may be away, or the caller's transaction over
      LOG.log(
          Level.WARNING,
          () ->
              "%s of %s '%s' was refused to '%s' (%s), which could not be recorded"
                  .formatted(
                      command.name(), command.workflow(), command.target(), by.caller(), code),
          e);
    }
  }

  @Override
  public List<AuditEntry> list(Filter filter, Optional<Place> after, int limit) {
    return trail.list(filter, after, limit);
  }

  /**
   * Begins to remove old entries when it is time to. Returns at once.
   *
   * @param threads does the work
   */
  public void tick(Executor threads) {
    Instant now = clock.instant();
    if (settings.retention().isPresent()
        && !now.isBefore(nextPurge)
        && purging.compareAndSet(false, true)) {
      nextPurge = now.plus(BETWEEN_PURGES);
      Instant before = now.minus(settings.retention().get());
      threads.execute(() -> purge(before));
    }
  }

  private void purge(Instant before) {
    try {
      int purged = 0;
      int last = CHUNK;
      while (last == CHUNK) {
        last = trail.purge(before, CHUNK);
        purged += last;
      }
      if (purged > 0) {
        LOG.log(Level.INFO, "Purged {0} entries of the audit trail", purged);
      }
    } catch (RuntimeException e) { // the database may be away: the next time tries again
      LOG.log(Level.WARNING, "Old entries of the audit trail could not be purged", e);
    } finally {
      purging.set(false);
    }
  }

  private AuditEntry entry(Command command, Requester by, String outcome) {
    return new AuditEntry(
        ids.nextEventNumber(),
        clock.instant(),
        by,
        command.name(),
        command.workflow(),
        command.target(),
        "",
        "",
        outcome);
  }
}
