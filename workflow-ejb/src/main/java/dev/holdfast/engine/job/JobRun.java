package dev.holdfast.engine.job;

import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobStatus;
import dev.holdfast.engine.port.JobStore;
import dev.holdfast.engine.port.NodeFencedException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Is a job on the node that works on it. What is written is written in small parts, each with how
 * far the job has come, so that another node can go on after a crash; between them it rests, so
 * that others get their turn. One thread at a time, but for {@link #abandon}.
 */
public final class JobRun {

  /** Most problems that are kept of a job. */
  static final int MOST_PROBLEMS = 1_000;

  private static final System.Logger LOG = System.getLogger(JobRun.class.getName());

  /** Items between two looks at whether the job is to stop. */
  private static final int PART = 100;

  /** Work that was held up by something else is not made longer. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  private final long node;
  private final JobWork work;
  private final JobStore store;
  private final InstantSource clock;
  private final double share;
  private JobRecord job;
  private boolean begun;
  private boolean exhausted;
  private volatile boolean lost;
  private @Nullable RuntimeException failure;

  JobRun(
      JobRecord job, long node, JobWork work, JobStore store, InstantSource clock, double share) {
    this.job = job;
    this.node = node;
    this.work = work;
    this.store = store;
    this.clock = clock;
    this.share = share;
  }

  /**
   * Returns the next item.
   *
   * @return empty behind the last one, or when the job is to stop
   */
  public Optional<JobItem> next() {
    return guarded(
        () -> {
          begin();
          if (isOver()) {
            return Optional.empty();
          }
          Optional<JobItem> next = work.next();
          exhausted = next.isEmpty();
          return next;
        });
  }

  /**
   * Works on items; on fewer when the job is to stop.
   *
   * @param items those that came next
   */
  public void write(List<JobItem> items) {
    guarded(
        () -> {
          for (int from = 0; from < items.size() && !isOver(); from += PART) {
            writePart(items.subList(from, Math.min(items.size(), from + PART)));
          }
          return Optional.empty();
        });
  }

  /** Ends the job as it has gone, unless another node has taken it over. */
  public void end() {
    if (lost) {
      return;
    }
    save(record -> record.ended(outcome(), reason(), clock.instant()), List.of());
    if (!lost) {
      LOG.log(Level.INFO, "Job {0} is {1}: {2}", job.id(), job.status(), job.progress());
    }
  }

  /** Leaves the job to another node. */
  void abandon() {
    lost = true;
  }

  /** Returns the id of the job. */
  String job() {
    return job.id();
  }

  /** Tells whether the last part of the work was done. */
  boolean isComplete() {
    return job.status() == JobStatus.COMPLETE;
  }

  private void begin() {
    if (!begun) {
      begun = true;
      if (job.progress().total() == null) {
        work.total()
            .ifPresent(
                total -> save(it -> it.withProgress(it.progress().withTotal(total)), List.of()));
      }
    }
  }

  private void writePart(List<JobItem> items) {
    Instant began = clock.instant();
    Optional<JobWork.Step> step = work.work(items, job.progress(), this::pause);
    if (step.isEmpty()) {
      return;
    }
    JobProgress progress = step.get().progress();
    save(record -> record.withProgress(progress), kept(step.get().problems()));
    if (!isOver()) {
      rest(Duration.between(began, clock.instant()));
    }
  }

  /** Leaves out what is too much to be kept. */
  private List<JobProblem> kept(List<JobProblem> problems) {
    long room = Math.max(0, MOST_PROBLEMS - job.progress().errors());
    return problems.subList(0, (int) Math.min(room, problems.size()));
  }

  private void rest(Duration worked) {
    long nanos = Math.min(LONGEST_REST.toNanos(), (long) (worked.toNanos() * (1 - share) / share));
    if (nanos > 0) {
      LockSupport.parkNanos(nanos);
    }
  }

  private boolean pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
    save(record -> record, List.of());
    return !isOver();
  }

  private boolean isOver() {
    return lost || failure != null || job.status() != JobStatus.RUNNING;
  }

  private JobStatus outcome() {
    if (failure == null && exhausted && job.status() == JobStatus.RUNNING) {
      return JobStatus.COMPLETE;
    }
    return job.status() == JobStatus.STOPPING ? JobStatus.STOPPED : JobStatus.ERRORED;
  }

  private String reason() {
    if (outcome() != JobStatus.ERRORED) {
      return "";
    }
    return failure == null
        ? "The batch runtime has ended the job before its work was done: restart it."
        : failure.toString();
  }

  private void save(UnaryOperator<JobRecord> change, List<JobProblem> problems) {
    try {
      store
          .changeOwned(job.id(), node, change, problems)
          .ifPresentOrElse(record -> job = record, this::abandon);
    } catch (NodeFencedException e) {
      abandon(); // another node goes on
    }
  }

  private Optional<JobItem> guarded(Supplier<Optional<JobItem>> part) {
    try {
      return part.get();
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }
}
