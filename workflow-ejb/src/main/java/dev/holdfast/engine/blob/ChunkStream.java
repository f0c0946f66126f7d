package dev.holdfast.engine.blob;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.port.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** Reads a value in chunks, one chunk at a time. */
final class ChunkStream extends InputStream {

  private final BlobStore store;
  private final BlobKey key;
  private long left;
  private int next;
  private byte[] chunk = new byte[0];
  private int at;

  ChunkStream(BlobStore store, BlobKey key, long size) {
    this.store = store;
    this.key = key;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? chunk[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, buffer, offset, count);
    at += count;
    return count;
  }

  @Override
  public int available() {
    return chunk.length - at;
  }

  private boolean hasMore() throws IOException {
    if (at < chunk.length) {
      return true;
    }
    if (left == 0) {
      return false;
    }
    chunk = find(next++);
    at = 0;
    left -= chunk.length;
    return true;
  }

  private byte[] find(int number) throws IOException {
    Optional<byte[]> found;
    try {
      found = store.find(key, number);
    } catch (RuntimeException e) { // whatever keeps the database from answering
      throw new IOException("A stored value could not be read: " + e.getMessage(), e);
    }
    return found
        .filter(bytes -> bytes.length > 0 && bytes.length <= left)
        .orElseThrow(
            () ->
                new IOException(
                    "A stored value is not there any more: its instance was restarted or deleted"
                        + " meanwhile."));
  }
}
