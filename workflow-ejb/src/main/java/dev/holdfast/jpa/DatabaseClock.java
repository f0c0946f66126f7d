package dev.holdfast.jpa;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Tells the time of the database without asking for it: the elapsed time of this process, added to
 * what the database has last been heard to say. So all servers of a database go by one clock, and a
 * server whose own clock is set, forwards or back, notices nothing of it.
 *
 * <p>Nothing finer than a microsecond, which is what the tables keep. Never goes back unless the
 * database's clock does, or this process counts seconds that are shorter than the database's.
 * Thread-safe.
 */
public final class DatabaseClock implements InstantSource {

  private static final System.Logger LOG = System.getLogger(DatabaseClock.class.getName());

  /** Drift is corrected silently; a correction of this size means that somebody set a clock. */
  private static final Duration JUMP = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private volatile Reading reading;

  /** A point in time, and what the counter of nanoseconds was then. */
  private record Reading(Instant at, long nanos) {}

  /**
   * Makes a clock that goes by this server's own until the database is heard.
   *
   * @return the clock
   */
  public static DatabaseClock startingAtSystemTime() {
    return new DatabaseClock(InstantSource.system(), System::nanoTime);
  }

  DatabaseClock(InstantSource start, LongSupplier nanos) {
    this.nanos = nanos;
    this.reading = new Reading(start.instant(), nanos.getAsLong());
  }

  @Override
  public Instant instant() {
    return at(nanos.getAsLong()).truncatedTo(ChronoUnit.MICROS);
  }

  private Instant at(long count) {
    Reading last = reading;
    return last.at().plusNanos(count - last.nanos());
  }

  /**
   * Returns the counter that {@link #heard} wants to know.
   *
   * @return nanoseconds since some moment
   */
  long count() {
    return nanos.getAsLong();
  }

  /**
   * Takes notice of the database's time. It is as old as the answer took at the most, so a clock
   * that agrees within that time stays as it is, and another is moved no further than needed.
   *
   * @param database what the database said
   * @param asked the {@link #count} before it was asked
   */
  synchronized void heard(Instant database, long asked) {
    long answered = nanos.getAsLong();
    Instant own = at(answered);
    Instant earliest = database;
    Instant latest = database.plusNanos(answered - asked);
    if (own.isBefore(earliest)) {
      move(own, earliest, answered);
    } else if (own.isAfter(latest)) {
      move(own, latest, answered);
    }
  }

  private void move(Instant own, Instant to, long count) {
    Duration by = Duration.between(own, to);
    if (by.abs().compareTo(JUMP) >= 0) {
      LOG.log(
          Level.WARNING,
          "The clock of the database has moved by {0} ms against the time of this process; the engine follows it",
          Long.toString(by.toMillis()));
    }
    reading = new Reading(to, count);
  }
}
