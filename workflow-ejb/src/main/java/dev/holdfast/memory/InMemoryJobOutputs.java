package dev.holdfast.memory;

import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.JobOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps in memory what jobs write. */
public final class InMemoryJobOutputs implements JobOutputs {

  private final InMemoryDatabase database;

  /**
   * Makes a store.
   *
   * @param database where the jobs are
   */
  public InMemoryJobOutputs(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public boolean write(String job, long node, int chunk, byte[] data) {
    return database.inTransaction(
        () -> {
          if (!isOwned(job, node)) {
            return false;
          }
          List<byte[]> chunks = new ArrayList<>(stored(job));
          if (chunk > chunks.size()) {
            throw new IllegalStateException("Chunk " + chunk + " is not the next one of " + job);
          }
          if (chunk == chunks.size()) {
            chunks.add(data.clone());
          } else {
            chunks.set(chunk, data.clone());
          }
          database.put(database.jobOutputs, job, chunks);
          return true;
        });
  }

  @Override
  public Optional<byte[]> find(String job, int chunk) {
    return database.inTransaction(() -> stored(job).stream().skip(chunk).findFirst());
  }

  @Override
  public boolean removeFrom(String job, long node, int from) {
    return database.inTransaction(
        () -> {
          if (!isOwned(job, node)) {
            return false;
          }
          List<byte[]> chunks = stored(job);
          database.put(
              database.jobOutputs,
              job,
              List.copyOf(chunks.subList(0, Math.min(from, chunks.size()))));
          return true;
        });
  }

  private boolean isOwned(String job, long node) {
    database.requireLive(node);
    @Nullable JobRecord found = database.jobs.get(job);
    return found != null && found.owner() != null && found.owner() == node;
  }

  private List<byte[]> stored(String job) {
    @Nullable List<byte[]> found = database.jobOutputs.get(job);
    return found == null ? List.of() : found;
  }
}
