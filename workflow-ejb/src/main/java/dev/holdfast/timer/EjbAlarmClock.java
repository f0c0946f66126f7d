package dev.holdfast.timer;

import dev.holdfast.engine.port.AlarmClock;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
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
 * timers; a timer that fires early is sent there for the rest.
 */
@Singleton
@Local(AlarmClock.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EjbAlarmClock implements AlarmClock {

  private static final Duration NEAR = Duration.ofSeconds(1);

  private final InstantSource clock = InstantSource.system();
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Ringing> ringing = new ConcurrentHashMap<>();

  @Resource private @Nullable TimerService timers;

  @Resource private @Nullable ManagedScheduledExecutorService executor;

  private record Ringing(Instant at, Runnable action) {}

  /** Makes the bean; the container injects the rest. */
  public EjbAlarmClock() {}

  @Override
  public Alarm set(Instant at, Runnable action) {
    Duration rest = Duration.between(clock.instant(), at);
    return rest.compareTo(NEAR) < 0 ? soon(rest, action) : later(at, action);
  }

  private Alarm soon(Duration rest, Runnable action) {
    if (executor == null) {
      throw new IllegalStateException("The container has not injected the scheduled executor");
    }
    long micros = Math.max(0, TimeUnit.NANOSECONDS.toMicros(rest.toNanos()) + 1);
    Future<?> task = executor.schedule(action, micros, TimeUnit.MICROSECONDS);
    return () -> task.cancel(false);
  }

  private Alarm later(Instant at, Runnable action) {
    if (timers == null) {
      throw new IllegalStateException("The container has not injected the timer service");
    }
    long number = numbers.incrementAndGet();
    ringing.put(number, new Ringing(at, action));
    Timer timer = timers.createSingleActionTimer(Date.from(at), new TimerConfig(number, false));
    return () -> cancel(number, timer);
  }

  private void cancel(long number, Timer timer) {
    if (ringing.remove(number) != null) {
      try {
        timer.cancel();
      } catch (NoSuchObjectLocalException | IllegalStateException e) {
        // it fired meanwhile and found nothing to call, or its application is being stopped
      }
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
    Duration rest = Duration.between(clock.instant(), due.at());
    if (rest.isNegative() || rest.isZero()) {
      due.action().run();
    } else {
      soon(rest, due.action());
    }
  }
}
