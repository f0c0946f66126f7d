package dev.holdfast.engine.blob;

import dev.holdfast.api.Blob;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.port.BlobStore;
import java.io.InputStream;

/**
 * Is a value in chunks; each stream reads them one by one, as they are wanted.
 *
 * @param store where they are
 * @param key which they are
 * @param size bytes in all of them together
 */
public record StoredBlob(BlobStore store, BlobKey key, long size) implements Blob {

  @Override
  public InputStream open() {
    return new ChunkStream(store, key, size);
  }

  @Override
  public String toString() {
    return "Blob of " + size + " bytes";
  }
}
