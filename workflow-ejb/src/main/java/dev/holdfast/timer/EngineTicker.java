package dev.holdfast.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Is the safety net: every second the engine keeps its lease and looks for itself, whatever hints
 * have been lost. A tick that takes longer than a second is not overtaken by the next.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EngineTicker {

  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile @Nullable Runnable tick;

  /** Makes the bean. */
  public EngineTicker() {}

  /**
   * Begins to tick.
   *
   * @param action what to do every second
   */
  public void begin(Runnable action) {
    tick = action;
  }

  /** Stops to tick. */
  public void end() {
    tick = null;
  }

  /** Ticks; called by the container. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick() {
    @Nullable Runnable action = tick;
    if (action != null && ticking.compareAndSet(false, true)) {
      try {
        action.run();
      } finally {
        ticking.set(false);
      }
    }
  }
}
