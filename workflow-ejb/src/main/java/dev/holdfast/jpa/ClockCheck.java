package dev.holdfast.jpa;

import dev.holdfast.api.WorkflowException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Compares this server's clock with the database's when the engine starts. Wake-up times are
 * written by one server and read by another; the database is what they all have in common.
 */
public final class ClockCheck {

  /** Readings, of which the quickest counts: its answer is the freshest. */
  private static final int READINGS = 3;

  private final PersistenceTransactions transactions;
  private final InstantSource clock;

  /**
   * Makes the check.
   *
   * @param transactions the server's transactions
   * @param clock this server's clock
   */
  public ClockCheck(PersistenceTransactions transactions, InstantSource clock) {
    this.transactions = new TranslatingTransactions(transactions);
    this.clock = clock;
  }

  /**
   * Is what one reading has told.
   *
   * @param ahead how far this server's clock is ahead of the database's; negative when behind
   * @param uncertainty how much more or less that may be
   */
  private record Reading(Duration ahead, Duration uncertainty) {

    boolean isBeyond(Duration tolerance) {
      return ahead.abs().minus(uncertainty).compareTo(tolerance) > 0;
    }
  }

  /**
   * Makes sure that the clocks agree.
   *
   * @param tolerance by how much they may differ
   * @throws WorkflowException {@code database.clock_skew} when they differ by more for certain
   */
  public void require(Duration tolerance) {
    Reading best = read();
    for (int i = 1; i < READINGS; i++) {
      Reading next = read();
      if (next.uncertainty().compareTo(best.uncertainty()) < 0) {
        best = next;
      }
    }
    if (best.isBeyond(tolerance)) {
      throw new WorkflowException(
          "database.clock_skew",
          "The clock of this server is %d ms %s that of the database, at most %d ms are allowed: sleeps and timeouts would end at wrong times. Set both clocks by NTP; holdfast.cluster.clock-skew is the setting."
              .formatted(
                  best.ahead().abs().toMillis(),
                  best.ahead().isNegative() ? "behind" : "ahead of",
                  tolerance.toMillis()));
    }
  }

  private Reading read() {
    Instant before = clock.instant();
    Instant database =
        transactions.inNew(
            entities ->
                new Sql(entities)
                    .query("select current_timestamp as now", row -> Sql.instant(row, "now"))
                    .get(0));
    Duration halfWay = Duration.between(before, clock.instant()).dividedBy(2);
    return new Reading(Duration.between(database, before.plus(halfWay)), halfWay);
  }
}
