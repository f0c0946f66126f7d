package dev.holdfast.engine.port;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.Lease;
import java.util.Optional;

/**
 * Keeps results that are too large for the record of their step, in chunks. Chunks are written
 * before that record: those that no record refers to are garbage of attempts that failed or were
 * lost in a crash, and disappear with the next attempt of the step, a restart, or the instance.
 */
public interface BlobStore {

  /**
   * Stores a chunk. In a transaction of its own, which refuses a lost lease as every write of a run
   * does; or in the caller's transaction when there is one, whose commit has to see to that. The
   * first chunk of a value removes whatever else is stored for its step.
   *
   * @param lease entitles to the write
   * @param key which value
   * @param chunk number of the chunk, from 0
   * @param data its bytes, at most 1 MiB
   * @return false when the lease is not in force any more; nothing is written
   * @throws NodeFencedException when the node's leases have been taken over; nothing is written
   * @throws JournalUnavailableException when the database cannot be reached; the call can be
   *     repeated, whether it has written or not
   */
  boolean append(Lease lease, BlobKey key, int chunk, byte[] data);

  /**
   * Reads a chunk, in the caller's transaction if there is one.
   *
   * @param key which value
   * @param chunk number of the chunk, from 0
   * @return its bytes; empty when they have been removed
   */
  Optional<byte[]> find(BlobKey key, int chunk);

  /**
   * Removes the chunks of a value that no record refers to, in a transaction of its own.
   *
   * @param key which value
   */
  void remove(BlobKey key);
}
