package dev.holdfast.engine.port;

import java.time.Instant;
import java.util.Optional;

/**
 * Removes finished instances whose retention is over, so that their ids are free again. Each method
 * is a transaction of its own.
 */
public interface Purge {

  /**
   * Deletes finished instances that are due for it, with everything stored for them, those first
   * that have been due for longest. Instances that somebody has locked are left for the next time,
   * so any number of nodes may purge side by side.
   *
   * @param now what counts as due
   * @param limit how many at the most, 1 or more
   * @return how many were deleted; fewer than the limit when nothing is left to delete
   */
  int purgeDue(Instant now, int limit);

  /**
   * Returns when the next finished instance is due to be purged.
   *
   * @return the earliest time, also when it has passed; empty when everything is kept for ever
   */
  Optional<Instant> nextDue();
}
