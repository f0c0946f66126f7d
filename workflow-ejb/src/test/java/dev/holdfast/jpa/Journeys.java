package dev.holdfast.jpa;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Counts how often the driver of PostgreSQL waits for the database, as it says itself. */
final class Journeys extends Handler {

  private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

  private final AtomicInteger syncs = new AtomicInteger();
  private final Thread counted = Thread.currentThread();

  private Journeys() {}

  /** Returns how often the calling thread waits while it does work. */
  static int of(Runnable work) {
    Journeys journeys = new Journeys();
    boolean passedOn = DRIVER.getUseParentHandlers();
    DRIVER.addHandler(journeys);
    DRIVER.setUseParentHandlers(false);
    DRIVER.setLevel(Level.FINEST);
    try {
      work.run();
    } finally {
      DRIVER.setLevel(null);
      DRIVER.setUseParentHandlers(passedOn);
      DRIVER.removeHandler(journeys);
    }
    return journeys.syncs.get();
  }

  @Override
  public void publish(LogRecord record) {
    if (Thread.currentThread() == counted && record.getMessage().trim().equals("FE=> Sync")) {
      syncs.incrementAndGet();
    }
  }

  @Override
  public void flush() {
    // nothing is kept
  }

  @Override
  public void close() {
    // nothing is open
  }
}
