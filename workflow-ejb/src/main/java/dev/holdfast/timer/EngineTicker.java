package dev.holdfast.timer;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Is the safety net: every second the engine keeps its lease and looks for itself, whatever hints
 * have been lost. A tick that takes longer than a second is not overtaken by the next.
 *
 * <p>The container's timer goes by the time of day. When that is set back the timer is silent until
 * the clock is where it was, and when it is set forward the timer may catch up with all the seconds
 * at once; so a watchdog that goes by elapsed time ticks in its place, and ticks come no closer
 * than half a second. The watchdog is a thread of the application's own: the threads that a
 * server's scheduled executor makes when it is called keep the application in memory.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EngineTicker {

  private static final System.Logger LOG = System.getLogger(EngineTicker.class.getName());

  private static final Duration CLOSEST = Duration.ofMillis(500);

  /** Longer than a second, so that it has nothing to do while the timer ticks. */
  private static final Duration LATE = Duration.ofMillis(1_200);

  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile @Nullable Runnable tick;
  private long last = System.nanoTime();
  private volatile @Nullable Thread watchdog;

  @Resource private @Nullable ManagedThreadFactory threads;

  /** Makes the bean; the container injects the rest. */
  public EngineTicker() {}

  /**
   * Begins to tick.
   *
   * @param action what to do every second
   */
  public void begin(Runnable action) {
    tick = action;
    if (threads != null) {
      Thread thread = threads.newThread(this::watch);
      watchdog = thread;
      thread.start();
    }
  }

  /** Stops to tick. */
  public void end() {
    tick = null;
    LockSupport.unpark(watchdog);
  }

  private void watch() {
    while (tick != null) {
      LockSupport.parkNanos(LATE.toNanos());
      try {
        tickAfter(LATE);
      } catch (RuntimeException e) { // the next one may do better
        LOG.log(Level.WARNING, "The engine could not look for what is due", e);
      }
    }
  }

  /** Ticks; called by the container. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick() {
    tickAfter(CLOSEST);
  }

  /** Ticks when the last tick was so long ago. */
  private void tickAfter(Duration pause) {
    @Nullable Runnable action = tick;
    if (action == null || !ticking.compareAndSet(false, true)) {
      return;
    }
    try {
      long now = System.nanoTime();
      if (now - last >= pause.toNanos()) {
        last = now;
        action.run();
      }
    } finally {
      ticking.set(false);
    }
  }
}
