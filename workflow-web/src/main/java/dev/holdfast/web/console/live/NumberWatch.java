package dev.holdfast.web.console.live;

import dev.holdfast.engine.statistics.StatisticsService;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks every second whether numbers have changed of which open pages are to be told. Does nothing
 * while no such page is open. Thread-safe.
 */
@ApplicationScoped
public class NumberWatch {

  private static final System.Logger LOG = System.getLogger(NumberWatch.class.getName());

  @Resource private @Nullable ManagedScheduledExecutorService threads;
  @Inject private StatisticsService statistics;

  private final WatchedPages pages = new WatchedPages();
  private @Nullable ScheduledFuture<?> looking;

  /** Makes a watch without pages. */
  public NumberWatch() {}

  /**
   * Tells a page of changes from now on.
   *
   * @param stream tells it
   * @param numbers what it shows
   */
  synchronized void add(ChangeStream stream, Numbers numbers) {
    pages.add(stream, numbers, statistics);
    if (looking == null && threads != null) {
      looking = threads.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }
  }

  private void look() {
    try {
      pages.look(statistics);
      stopUnlessNeeded();
    } catch (RuntimeException e) { // the database may be away: the next look tells
      LOG.log(Level.DEBUG, "Numbers for open pages could not be read", e);
    }
  }

  private synchronized void stopUnlessNeeded() {
    if (pages.isEmpty()) {
      stop();
    }
  }

  /** Looks no more. */
  @PreDestroy
  public synchronized void stop() {
    if (looking != null) {
      looking.cancel(false);
      looking = null;
    }
  }
}
