package dev.holdfast.engine.node;

import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.port.Purge;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Removes finished instances whose retention is over, every purge interval, chunk after chunk until
 * none is left. Each chunk is a task of its own on the engine's threads, so workflow code gets its
 * turn in between, and one chunk is under way at a time. Every node does this; none needs to.
 */
final class Purger {

  private static final System.Logger LOG = System.getLogger(Purger.class.getName());

  /** Most instances of one chunk, which is one transaction. */
  private static final int LARGEST_CHUNK = 200;

  /** A chunk that takes longer is made smaller the next time: its instances have many rows. */
  private static final Duration LONG = Duration.ofSeconds(1);

  private final Ports ports;
  private final Purge purge;
  private final Duration interval;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Instant nextAt = Instant.MIN;
  private volatile boolean stopped;
  private int chunk = LARGEST_CHUNK;

  Purger(Ports ports, Duration interval) {
    this.ports = ports;
    this.purge = ports.purge();
    this.interval = interval;
  }

  /** Begins to purge when it is time to. Returns at once. */
  void tick() {
    Instant now = ports.clock().instant();
    if (!stopped && !now.isBefore(nextAt) && busy.compareAndSet(false, true)) {
      nextAt = now.plus(interval);
      ports.threads().execute(() -> purge(0));
    }
  }

  void stop() {
    stopped = true;
  }

  Duration lag() {
    Instant now = ports.clock().instant();
    return purge
        .nextDue()
        .filter(due -> due.isBefore(now))
        .map(due -> Duration.between(due, now))
        .orElse(Duration.ZERO);
  }

  /** Purges one chunk, and goes on when it was full. Only one thread at a time is here. */
  private void purge(int before) {
    boolean more = false;
    int purged = before;
    try {
      int size = chunk;
      Instant begin = ports.clock().instant();
      int deleted = purge.purgeDue(begin, size);
      adapt(Duration.between(begin, ports.clock().instant()));
      purged += deleted;
      more = deleted == size && !stopped;
    } catch (RuntimeException e) { // the database may be away: the next interval tries again
      LOG.log(Level.WARNING, "Finished instances could not be purged; trying again soon", e);
    } finally {
      if (more) {
        int soFar = purged;
        ports.threads().execute(() -> purge(soFar));
      } else {
        busy.set(false);
      }
    }
    if (!more && purged > 0) {
      LOG.log(Level.INFO, "Purged {0} instances whose retention was over", purged);
    }
  }

  private void adapt(Duration took) {
    chunk = took.compareTo(LONG) > 0 ? Math.max(1, chunk / 2) : Math.min(LARGEST_CHUNK, chunk * 2);
  }
}
