package dev.holdfast.timer;

import dev.holdfast.engine.port.AlarmClock.Alarm;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.NoSuchObjectLocalException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Rings by EJB timers. They are single-action and not persistent: what they are set for is in the
 * database, and a node needs only a few of them however many instances sleep.
 *
 * <p>Times closer than a second go to the managed scheduled executor, because servers round EJB
 * timers; a timer that fires early is sent there for the rest. Servers let EJB timers fire by the
 * time of day: after that was set back they are late, and {@link #ringOverdue} rings instead.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EjbAlarmClock {

  private static final Duration NEAR = Duration.ofSeconds(1);

  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Ringing> ringing = new ConcurrentHashMap<>();

  @Resource private @Nullable TimerService timers;

  @Resource private @Nullable ManagedScheduledExecutorService executor;

  /**
   * Waits for a timer.
   *
   * @param due when to ring, by {@link System#nanoTime}
   */
  private record Ringing(long due, Timer timer, Runnable action) {

    Duration rest() {
      return Duration.ofNanos(due - System.nanoTime());
    }
  }

  /** Makes the bean; the container injects the rest. */
  public EjbAlarmClock() {}

  /**
   * Rings once, after some time that no setting of the server's clock changes.
   *
   * @param rest how long to wait; nothing or less rings at once
   * @param action what to call, quick and without blocking
   * @return switches it off
   */
  public Alarm ringIn(Duration rest, Runnable action) {
    return rest.compareTo(NEAR) < 0 ? soon(rest, action) : later(rest, action);
  }

  private Alarm soon(Duration rest, Runnable action) {
    if (executor == null) {
      throw new IllegalStateException("The container has not injected the scheduled executor");
    }
    long micros = Math.max(0, TimeUnit.NANOSECONDS.toMicros(rest.toNanos()) + 1);
    Future<?> task = executor.schedule(action, micros, TimeUnit.MICROSECONDS);
    return () -> task.cancel(false);
  }

  private Alarm later(Duration rest, Runnable action) {
    if (timers == null) {
      throw new IllegalStateException("The container has not injected the timer service");
    }
    long number = numbers.incrementAndGet();
    long due = System.nanoTime() + rest.toNanos();
    Timer timer =
        timers.createSingleActionTimer(rest.toMillis() + 1, new TimerConfig(number, false));
    ringing.put(number, new Ringing(due, timer, action));
    return () -> cancel(number);
  }

  private void cancel(long number) {
    @Nullable Ringing cancelled = ringing.remove(number);
    if (cancelled != null) {
      cancel(cancelled.timer());
    }
  }

  private static void cancel(Timer timer) {
    try {
      timer.cancel();
    } catch (NoSuchObjectLocalException | IllegalStateException e) {
      // it fired meanwhile and found nothing to call, or its application is being stopped
    }
  }

  /**
   * Calls what the timer was set for; a timer that fires early is set again for the rest.
   *
   * @param timer the timer
   */
  @Timeout
  public void rang(Timer timer) {
    @Nullable Ringing due = ringing.remove((Long) timer.getInfo());
    if (due == null) {
      return;
    }
    Duration rest = due.rest();
    if (rest.isNegative() || rest.isZero()) {
      due.action().run();
    } else {
      ringIn(rest, due.action());
    }
  }

  /** Rings what its timer has not rung in time; to be called about every second. */
  public void ringOverdue() {
    ringing.forEach(
        (number, late) -> {
          if (late.rest().compareTo(NEAR.negated()) < 0 && ringing.remove(number, late)) {
            cancel(late.timer());
            late.action().run();
          }
        });
  }
}
