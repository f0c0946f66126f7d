package dev.holdfast.engine.port;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Removes finished instances, so that their ids are free again. Each method is a transaction of its
 * own. What is to be archived is kept in that transaction, or on the disk before it is committed:
 * no instance is gone without its archive. After a crash it may be in a file twice.
 */
public interface Purge {

  /**
   * Deletes finished instances whose retention is over, with everything stored for them, those
   * first that have been due for longest. Instances that somebody has locked are left for the next
   * time, so any number of nodes may purge side by side.
   *
   * @param now what counts as due
   * @param limit how many at the most, 1 or more
   * @param archiving what becomes of them before
   * @return how many were deleted; fewer than the limit when nothing is left to delete
   */
  int purgeDue(Instant now, int limit, Archiving archiving);

  /**
   * Deletes finished instances whose retention is over and archives none of them.
   *
   * @param now what counts as due
   * @param limit how many at the most, 1 or more
   * @return how many were deleted
   */
  default int purgeDue(Instant now, int limit) {
    return purgeDue(now, limit, Archiving.NONE);
  }

  /**
   * Deletes chosen instances if they have finished, whatever their retention, with everything
   * stored for them. Instances that somebody has locked are left.
   *
   * @param numbers numbers of the instances, one or more
   * @param archiving what becomes of them before
   * @return how many were deleted
   */
  int purge(Collection<Long> numbers, Archiving archiving);

  /**
   * Returns when the next finished instance is due to be purged.
   *
   * @return the earliest time, also when it has passed; empty when everything is kept for ever
   */
  Optional<Instant> nextDue();
}
