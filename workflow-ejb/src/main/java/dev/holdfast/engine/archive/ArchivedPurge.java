package dev.holdfast.engine.archive;

import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.Purge;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Purges as another one does, and archives what is purged because its retention is over.
 *
 * @param purge removes instances
 * @param archiving what becomes of them before
 */
public record ArchivedPurge(Purge purge, Archiving archiving) implements Purge {

  /** Archives in transactions that are smaller than what is asked for. */
  @Override
  public int purgeDue(Instant now, int limit) {
    int purged = 0;
    while (purged < limit) {
      int size = archiving.most(limit - purged);
      int deleted = purge.purgeDue(now, size, archiving);
      purged += deleted;
      if (deleted < size) {
        break;
      }
    }
    return purged;
  }

  @Override
  public int purgeDue(Instant now, int limit, Archiving other) {
    return purge.purgeDue(now, limit, other);
  }

  @Override
  public int purge(Collection<Long> numbers, Archiving other) {
    return purge.purge(numbers, other);
  }

  @Override
  public Optional<Instant> nextDue() {
    return purge.nextDue();
  }
}
