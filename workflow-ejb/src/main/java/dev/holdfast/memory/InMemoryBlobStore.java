package dev.holdfast.memory;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.port.BlobStore;
import dev.holdfast.memory.InMemoryDatabase.ChunkKey;
import java.util.Optional;

/** Keeps chunks in memory. */
public final class InMemoryBlobStore implements BlobStore {

  private final InMemoryDatabase database;

  /**
   * Makes a store.
   *
   * @param database what to write to
   */
  public InMemoryBlobStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public boolean append(Lease lease, BlobKey key, int chunk, byte[] data) {
    return database.inTransaction(
        () -> {
          database.requireLive(lease.node());
          if (!database.isInForce(lease)) {
            return false;
          }
          if (chunk == 0) {
            removeOthers(key);
          }
          database.put(database.chunks, new ChunkKey(key, chunk), data.clone());
          return true;
        });
  }

  @Override
  public Optional<byte[]> find(BlobKey key, int chunk) {
    return database.inTransaction(
        () ->
            Optional.ofNullable(database.chunks.get(new ChunkKey(key, chunk))).map(byte[]::clone));
  }

  @Override
  public void remove(BlobKey key) {
    database.inTransaction(
        () -> {
          database.removeChunks(chunk -> chunk.blob().equals(key));
          return true;
        });
  }

  private void removeOthers(BlobKey key) {
    database.removeChunks(
        chunk ->
            chunk.blob().instance() == key.instance()
                && chunk.blob().step() == key.step()
                && !chunk.blob().equals(key));
  }
}
