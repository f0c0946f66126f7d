package dev.holdfast.engine.port;

import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps jobs: what is wanted, how far they have come, and which node works on them. It is the truth
 * about them, whatever the batch runtime of the server remembers. Of each kind and workflow one job
 * is active at a time. Each method is a transaction of its own; a caller's transaction is suspended
 * meanwhile.
 */
public interface JobStore {

  /**
   * Stores a new job.
   *
   * @param job the job
   * @return false when another one of its kind and workflow is active; nothing is stored
   */
  boolean create(JobRecord job);

  /**
   * Looks for a job.
   *
   * @param id its id
   * @return the job, or empty
   */
  Optional<JobRecord> find(String id);

  /**
   * Lists jobs, newest first. New jobs cause neither doubles nor gaps in what follows a place.
   *
   * @param after only those behind this place; empty for all
   * @param limit most jobs to return
   * @return the jobs
   */
  List<JobRecord> list(Optional<Place> after, int limit);

  /**
   * Takes the oldest active job that no live node owns, once in the cluster.
   *
   * @param node who takes it
   * @param workflows names of the workflows that the node knows, one at the least
   * @param at now
   * @return the job, now of this node; empty when there is none
   * @throws NodeFencedException when the node's leases have been taken over
   */
  Optional<JobRecord> claim(long node, Collection<String> workflows, Instant at);

  /**
   * Changes a job on behalf of a caller, under its lock.
   *
   * @param id its id
   * @param change returns the job as it is to be; may throw, then nothing changes
   * @return the job as it is now; empty when there is none
   * @throws JobTakenException when it would be active beside another one of its kind and workflow
   */
  Optional<JobRecord> change(String id, UnaryOperator<JobRecord> change);

  /**
   * Changes a job on behalf of the node that works on it, under the lock of both.
   *
   * @param id its id
   * @param node who works on it
   * @param change returns the job as it is to be
   * @param problems items that have failed since the last call, in order; they are stored behind
   *     those stored before
   * @return the job as it is now; empty when another node owns it, or none
   * @throws NodeFencedException when the node's leases have been taken over; nothing is written
   */
  Optional<JobRecord> changeOwned(
      String id, long node, UnaryOperator<JobRecord> change, List<JobProblem> problems);

  /**
   * Lists the items of a job that failed.
   *
   * @param id its id
   * @param limit how many at the most
   * @return those that are stored, in the order in which they came up
   */
  List<JobProblem> listProblems(String id, int limit);

  /**
   * Removes jobs that are over, with their problems, uploads and outputs.
   *
   * @param before those that ended before this time
   * @return how many
   */
  int removeEnded(Instant before);

  /**
   * Marks a place in the list: that of a job.
   *
   * @param createdAt when it was asked for
   * @param id its id
   */
  record Place(Instant createdAt, String id) {

    /**
     * Returns the place of a job.
     *
     * @param job the job
     * @return its place
     */
    public static Place of(JobRecord job) {
      return new Place(job.createdAt(), job.id());
    }
  }

  /** Says that another job of the same kind and workflow is active. */
  final class JobTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param job the job that cannot be active too
     */
    public JobTakenException(JobRecord job) {
      super("Another job %s is active for %s".formatted(job.kind().wireName(), job.workflow()));
    }
  }
}
