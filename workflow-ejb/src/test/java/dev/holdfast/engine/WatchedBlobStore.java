package dev.holdfast.engine;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.port.BlobStore;
import dev.holdfast.engine.port.JournalUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows which values have been written in chunks, and can be out of reach for some calls. */
final class WatchedBlobStore implements BlobStore {

  /** How many of the next calls do not reach the database. */
  final AtomicInteger unreachable = new AtomicInteger();

  /** Is told of each chunk once it has been written. */
  volatile Runnable whenWritten = () -> {};

  private final BlobStore store;
  private final List<BlobKey> written = new CopyOnWriteArrayList<>();

  WatchedBlobStore(BlobStore store) {
    this.store = store;
  }

  /** Returns the values of which chunks are stored. */
  List<BlobKey> stored() {
    List<BlobKey> present = new ArrayList<>(written);
    present.removeIf(key -> store.find(key, 0).isEmpty());
    return present;
  }

  /** Returns how many values have been begun. */
  int begun() {
    return written.size();
  }

  @Override
  public boolean append(Lease lease, BlobKey key, int chunk, byte[] data) {
    failIfUnreachable();
    if (!written.contains(key)) {
      written.add(key);
    }
    boolean appended = store.append(lease, key, chunk, data);
    whenWritten.run();
    return appended;
  }

  @Override
  public Optional<byte[]> find(BlobKey key, int chunk) {
    failIfUnreachable();
    return store.find(key, chunk);
  }

  @Override
  public void remove(BlobKey key) {
    store.remove(key);
  }

  private void failIfUnreachable() {
    if (unreachable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new JournalUnavailableException(new IllegalStateException("no connection"));
    }
  }
}
