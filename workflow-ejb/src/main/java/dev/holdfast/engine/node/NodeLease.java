package dev.holdfast.engine.node;

import dev.holdfast.engine.journal.WriteSession;
import dev.holdfast.engine.port.NodeStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Is this process's entitlement to run instances: an incarnation whose heartbeat must not stop for
 * longer than the lease. Once fenced, an incarnation is worth nothing and a new one is begun.
 */
final class NodeLease implements WriteSession {

  private static final System.Logger LOG = System.getLogger(NodeLease.class.getName());

  /** Pause between two tries to reach the database, in milliseconds. */
  private static final long RETRY_PAUSE_MILLIS = 200;

  /** Heartbeats in the time of one lease. */
  private static final int BEATS = 4;

  private final NodeStore store;
  private final InstantSource clock;
  private final Duration length;
  private final String name;
  private final Runnable onFenced;
  private volatile long node;
  private volatile boolean fenced;
  private volatile Instant renewedAt = Instant.EPOCH;
  private volatile Instant backAt = Instant.EPOCH;

  NodeLease(NodeStore store, InstantSource clock, Duration length, String name, Runnable onFenced) {
    this.store = store;
    this.clock = clock;
    this.length = length;
    this.name = name;
    this.onFenced = onFenced;
  }

  void begin() {
    Instant before = clock.instant();
    long joined = store.join(name);
    synchronized (this) {
      node = joined;
      renewedAt = before;
      fenced = false;
    }
    LOG.log(Level.INFO, "Node {0} runs instances as incarnation {1}", name, Long.toString(node));
  }

  /**
   * Renews the lease when it is time to, or when the time has been set back; finds out whether it
   * is lost.
   */
  void keep() {
    Instant now = clock.instant();
    boolean isFresh =
        !now.isBefore(renewedAt) && now.isBefore(renewedAt.plus(length.dividedBy(BEATS)));
    if (fenced || isFresh) {
      return;
    }
    long renewed = node;
    if (store.heartbeat(renewed)) {
      if (now.isAfter(renewedAt.plus(length.dividedBy(2)))) {
        backAt = now;
      }
      renewedAt = now;
    } else {
      fenced(renewed); // meanwhile a write may have found out, and a new one have been begun
    }
  }

  /** Leaves for good: what is still written is refused, and nothing begins anew. */
  void end() {
    fenced = true;
    store.leave(node);
  }

  boolean isInForce() {
    return !fenced && clock.instant().isBefore(renewedAt.plus(length));
  }

  /**
   * Tells whether this process has been out of action for long, until a moment ago. Whatever it was
   * may have held up the other nodes too, if they share its host or its database: they get the time
   * for a heartbeat before they are taken to be dead.
   */
  boolean isJustBack() {
    Instant now = clock.instant();
    return !now.isBefore(backAt) && now.isBefore(backAt.plus(length.dividedBy(BEATS)));
  }

  boolean isFenced() {
    return fenced;
  }

  @Override
  public long node() {
    return node;
  }

  @Override
  public boolean pauseBeforeRetry() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_PAUSE_MILLIS));
    return isInForce();
  }

  @Override
  public synchronized void fenced(long incarnation) {
    if (!fenced && incarnation == node) {
      fenced = true;
      LOG.log(
          Level.WARNING,
          "Node {0} was silent for too long: its instances have been taken over. It begins anew.",
          name);
      onFenced.run();
    }
  }
}
