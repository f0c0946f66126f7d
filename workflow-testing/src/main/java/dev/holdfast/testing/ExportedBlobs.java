package dev.holdfast.testing;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.port.BlobStore;
import java.util.Optional;

/**
 * Reads the blobs of a journal, each as one chunk. Nothing is written in a replay.
 *
 * @param journal the journal
 */
record ExportedBlobs(InstanceJournal journal) implements BlobStore {

  @Override
  public boolean append(Lease lease, BlobKey key, int chunk, byte[] data) {
    throw new IllegalStateException("No body runs in a replay");
  }

  @Override
  public Optional<byte[]> find(BlobKey key, int chunk) {
    return chunk == 0 ? Optional.ofNullable(journal.blobs().get(key.step())) : Optional.empty();
  }

  @Override
  public void remove(BlobKey key) {}
}
