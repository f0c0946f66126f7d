package dev.holdfast.engine.port;

import java.util.Optional;

/**
 * Keeps what jobs write, in chunks, where every node finds it. Each method is a transaction of its
 * own; a caller's transaction is suspended meanwhile.
 */
public interface JobOutputs {

  /** Most bytes of a chunk. */
  int CHUNK_BYTES = 1 << 20;

  /**
   * Stores a chunk in the place of what is there, on behalf of the node that works on the job.
   *
   * @param job id of the job
   * @param node who works on it
   * @param chunk number of the chunk, from 0
   * @param data its bytes, at most {@link #CHUNK_BYTES}
   * @return false when another node owns the job, or none; nothing is written
   * @throws NodeFencedException when the node's leases have been taken over; nothing is written
   */
  boolean write(String job, long node, int chunk, byte[] data);

  /**
   * Reads a chunk.
   *
   * @param job id of the job
   * @param chunk number of the chunk, from 0
   * @return its bytes; empty behind the last one
   */
  Optional<byte[]> find(String job, int chunk);

  /**
   * Removes chunks, on behalf of the node that works on the job.
   *
   * @param job id of the job
   * @param node who works on it
   * @param from number of the first chunk that goes
   * @return false when another node owns the job, or none; nothing is removed
   * @throws NodeFencedException when the node's leases have been taken over; nothing is removed
   */
  boolean removeFrom(String job, long node, int from);
}
