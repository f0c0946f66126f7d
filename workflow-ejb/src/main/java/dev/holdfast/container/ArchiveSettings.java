package dev.holdfast.container;

import dev.holdfast.engine.archive.ArchivedPurge;
import dev.holdfast.engine.archive.Archives;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.Purge;

/**
 * Says what becomes of instances before they are purged.
 *
 * @param place where those are kept that are purged because their retention is over
 * @param archives knows all places
 */
record ArchiveSettings(Archiving.Place place, Archives archives) {

  /** Has a purge archive what is due. */
  Purge around(Purge purge) {
    return new ArchivedPurge(purge, archives.at(place));
  }
}
