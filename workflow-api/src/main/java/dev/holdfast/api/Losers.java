package dev.holdfast.api;

/** Says what becomes of the branches that have not won a race. */
public enum Losers {
  /**
   * They are given up in the commit that names the winner: bodies are interrupted, sleeps, waits
   * and retries dropped, open steps recorded as cancelled. An event that one has taken stays taken.
   */
  CANCEL,
  /**
   * They go on and are recorded; {@code run} does not end before them. Their failures are logged
   * and ignored.
   */
  KEEP_RUNNING
}
