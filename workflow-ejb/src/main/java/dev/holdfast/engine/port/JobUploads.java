package dev.holdfast.engine.port;

import java.util.Optional;

/**
 * Keeps the uploads of jobs in chunks, where every node finds them. Each method is a transaction of
 * its own; a caller's transaction is suspended meanwhile.
 */
public interface JobUploads {

  /** Bytes of each chunk but the last. */
  int CHUNK_BYTES = 1 << 20;

  /**
   * Stores a chunk.
   *
   * @param job id of the job
   * @param chunk number of the chunk, from 0
   * @param data its bytes
   */
  void append(String job, int chunk, byte[] data);

  /**
   * Reads a chunk.
   *
   * @param job id of the job
   * @param chunk number of the chunk, from 0
   * @return its bytes; empty behind the last one
   */
  Optional<byte[]> find(String job, int chunk);

  /**
   * Removes all chunks of a job.
   *
   * @param job id of the job
   */
  void remove(String job);
}
