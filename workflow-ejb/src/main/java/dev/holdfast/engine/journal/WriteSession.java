package dev.holdfast.engine.journal;

/** Tells the writer for whom it writes. */
public interface WriteSession {

  /**
   * Returns the incarnation under which to write.
   *
   * @return the present incarnation of this node
   */
  long node();

  /**
   * Waits a little before a write is tried again that found the database out of reach.
   *
   * @return false when the lease may have ended meanwhile, so trying again is of no use
   */
  boolean pauseBeforeRetry();

  /**
   * Takes note that another node has taken over the leases of an incarnation of this one.
   *
   * @param incarnation of no interest when it is not the present one any more
   */
  void fenced(long incarnation);
}
