package dev.holdfast.memory;

import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.JobStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps jobs in memory. */
public final class InMemoryJobStore implements JobStore {

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::createdAt).thenComparing(Place::id);

  private final InMemoryDatabase database;

  /**
   * Makes a store.
   *
   * @param database where the jobs are
   */
  public InMemoryJobStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public boolean create(JobRecord job) {
    return database.inTransaction(
        () -> {
          if (isTaken(job)) {
            return false;
          }
          database.put(database.jobs, job.id(), job);
          return true;
        });
  }

  @Override
  public Optional<JobRecord> find(String id) {
    return database.inTransaction(() -> Optional.ofNullable(database.jobs.get(id)));
  }

  @Override
  public List<JobRecord> list(Optional<Place> after, int limit) {
    return database.inTransaction(
        () ->
            database.jobs.values().stream()
                .filter(job -> after.isEmpty() || ORDER.compare(Place.of(job), after.get()) < 0)
                .sorted(Comparator.comparing(Place::of, ORDER.reversed()))
                .limit(limit)
                .toList());
  }

  @Override
  public Optional<JobRecord> claim(long node, Collection<String> workflows, Instant at) {
    return database.inTransaction(
        () -> {
          database.requireLive(node);
          return database.jobs.values().stream()
              .filter(job -> job.status().isActive() && workflows.contains(job.workflow()))
              .filter(job -> !isOwned(job))
              .min(Comparator.comparing(Place::of, ORDER))
              .map(job -> put(job.claimedBy(node, at)));
        });
  }

  @Override
  public Optional<JobRecord> change(String id, UnaryOperator<JobRecord> change) {
    return database.inTransaction(
        () ->
            Optional.ofNullable(database.jobs.get(id))
                .map(
                    job -> {
                      JobRecord changed = change.apply(job);
                      if (isTaken(changed)) {
                        throw new JobTakenException(job);
                      }
                      return put(changed);
                    }));
  }

  @Override
  public Optional<JobRecord> changeOwned(
      String id, long node, UnaryOperator<JobRecord> change, List<JobProblem> problems) {
    return database.inTransaction(
        () -> {
          database.requireLive(node);
          return Optional.ofNullable(database.jobs.get(id))
              .filter(job -> job.owner() != null && job.owner() == node)
              .map(
                  job -> {
                    List<JobProblem> all = new ArrayList<>(stored(id));
                    all.addAll(problems);
                    database.put(database.jobProblems, id, all);
                    return put(change.apply(job));
                  });
        });
  }

  @Override
  public List<JobProblem> listProblems(String id, int limit) {
    return database.inTransaction(() -> stored(id).stream().limit(limit).toList());
  }

  @Override
  public int removeEnded(Instant before) {
    return database.inTransaction(
        () -> {
          List<String> old =
              database.jobs.values().stream()
                  .filter(job -> job.endedAt() != null && job.endedAt().isBefore(before))
                  .map(JobRecord::id)
                  .toList();
          old.forEach(id -> database.remove(database.jobs, id));
          old.forEach(id -> database.remove(database.jobProblems, id));
          old.forEach(id -> database.remove(database.jobUploads, id));
          old.forEach(id -> database.remove(database.jobOutputs, id));
          return old.size();
        });
  }

  private List<JobProblem> stored(String id) {
    @Nullable List<JobProblem> found = database.jobProblems.get(id);
    return found == null ? List.of() : found;
  }

  private JobRecord put(JobRecord job) {
    database.put(database.jobs, job.id(), job);
    return job;
  }

  private boolean isOwned(JobRecord job) {
    @Nullable Long owner = job.owner();
    if (owner == null) {
      return false;
    }
    InMemoryDatabase.@Nullable StoredNode node = database.nodes.get(owner);
    return node != null && !node.fenced();
  }

  private boolean isTaken(JobRecord wanted) {
    return wanted.status().isActive()
        && database.jobs.values().stream()
            .anyMatch(
                job ->
                    job.status().isActive()
                        && job.kind() == wanted.kind()
                        && job.workflow().equals(wanted.workflow())
                        && !job.id().equals(wanted.id()));
  }
}
