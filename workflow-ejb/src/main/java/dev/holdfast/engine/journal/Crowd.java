package dev.holdfast.engine.journal;

/**
 * Remembers how many tickets there were lately at the same time. Each batch costs the database and
 * the server as much as some of its changes, whatever its size: where many write, waiting for most
 * of them costs less than writing twice. Few are never waited for.
 *
 * <p>The figures are from W1 and W2 of the benchmarks: see docs/decisions/0034. Not thread-safe.
 */
final class Crowd {

  /** What is no crowd: who is that few gets no thinner batches by not waiting. */
  private static final int FEW = 4;

  /** What counts of a batch at most: one thread may hand over a thousand changes. */
  private static final int MANY = 128;

  private static final double ENOUGH = 0.8;

  /** What the latest look counts, against all before. */
  private static final double LATEST = 0.2;

  private final long patienceMillis;
  private double usual;

  /**
   * Knows of nobody yet.
   *
   * @param patienceMillis for how long a leader waits at most
   */
  Crowd(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  long patienceMillis() {
    return patienceMillis;
  }

  /**
   * Notes how many there were at the end of a batch.
   *
   * @param present those whose changes have been written, and those who have come meanwhile
   */
  void met(int present) {
    usual += LATEST * (Math.min(present, MANY) - usual);
  }

  /**
   * Tells whether there are enough to write.
   *
   * @param present those who have come
   * @return true when they are most of those who usually come, or when few usually come
   */
  boolean isThere(int present) {
    double wanted = usual * ENOUGH;
    return wanted < FEW || present >= wanted;
  }
}
