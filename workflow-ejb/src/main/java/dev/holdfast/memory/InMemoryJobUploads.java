package dev.holdfast.memory;

import dev.holdfast.engine.port.JobUploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps uploads in memory. */
public final class InMemoryJobUploads implements JobUploads {

  private final InMemoryDatabase database;

  /**
   * Makes a store.
   *
   * @param database where the uploads are
   */
  public InMemoryJobUploads(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void append(String job, int chunk, byte[] data) {
    database.inTransaction(
        () -> {
          List<byte[]> chunks = new ArrayList<>(stored(job));
          if (chunk != chunks.size()) {
            throw new IllegalStateException("Chunk " + chunk + " is not the next one of " + job);
          }
          chunks.add(data.clone());
          database.put(database.jobUploads, job, chunks);
          return true;
        });
  }

  @Override
  public Optional<byte[]> find(String job, int chunk) {
    return database.inTransaction(() -> stored(job).stream().skip(chunk).findFirst());
  }

  @Override
  public void remove(String job) {
    database.inTransaction(
        () -> {
          database.remove(database.jobUploads, job);
          return true;
        });
  }

  private List<byte[]> stored(String job) {
    @Nullable List<byte[]> found = database.jobUploads.get(job);
    return found == null ? List.of() : found;
  }
}
