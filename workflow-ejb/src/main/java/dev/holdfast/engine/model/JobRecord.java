package dev.holdfast.engine.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is a job as stored.
 *
 * @param id its id
 * @param kind what it does
 * @param workflow name of the workflow whose instances it works on
 * @param request what exactly is wanted, in named texts
 * @param caller who asked for it; empty when unknown
 * @param status how far it is
 * @param owner incarnation of the node that works on it; null for none
 * @param progress how far it has come
 * @param runs how often a node has begun to work on it
 * @param failure why it is errored; empty unless it is
 * @param createdAt when it was asked for
 * @param startedAt when a node first worked on it; null for not yet
 * @param endedAt when it was over; null for not yet
 */
public record JobRecord(
    String id,
    JobKind kind,
    String workflow,
    Map<String, String> request,
    String caller,
    JobStatus status,
    @Nullable Long owner,
    JobProgress progress,
    int runs,
    String failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /** Copies the request. */
  public JobRecord {
    request = Map.copyOf(request);
  }

  /**
   * Returns a job that was asked for just now.
   *
   * @param id its id
   * @param kind what it does
   * @param workflow name of the workflow
   * @param request what exactly is wanted
   * @param caller who asks for it
   * @param at now
   * @return a queued job
   */
  public static JobRecord queued(
      String id,
      JobKind kind,
      String workflow,
      Map<String, String> request,
      String caller,
      Instant at) {
    return new JobRecord(
        id,
        kind,
        workflow,
        request,
        caller,
        JobStatus.QUEUED,
        null,
        JobProgress.NONE,
        0,
        "",
        at,
        null,
        null);
  }

  /**
   * Returns this job while its upload comes in.
   *
   * @param node the node that receives it
   * @return the new record
   */
  public JobRecord receivedBy(long node) {
    return with(JobStatus.RECEIVING, node, progress, runs, "", startedAt, endedAt);
  }

  /**
   * Returns this job waiting for a node.
   *
   * @return the new record
   */
  public JobRecord requeued() {
    return with(JobStatus.QUEUED, null, progress, runs, "", startedAt, null);
  }

  /**
   * Returns this job as a node begins to work on it.
   *
   * @param node the node
   * @param at now
   * @return the new record; one that is to be stopped still is
   */
  public JobRecord claimedBy(long node, Instant at) {
    return with(
        status == JobStatus.QUEUED ? JobStatus.RUNNING : status,
        node,
        progress,
        runs + 1,
        "",
        startedAt == null ? at : startedAt,
        null);
  }

  /**
   * Returns this job with another status, and the same owner.
   *
   * @param value the status
   * @return the new record
   */
  public JobRecord withStatus(JobStatus value) {
    return with(value, owner, progress, runs, failure, startedAt, endedAt);
  }

  /**
   * Returns this job with another progress.
   *
   * @param value how far it has come
   * @return the new record
   */
  public JobRecord withProgress(JobProgress value) {
    return with(status, owner, value, runs, failure, startedAt, endedAt);
  }

  /**
   * Returns this job when it is over.
   *
   * @param how the status, not an active one
   * @param why why it is errored; empty unless it is
   * @param at now
   * @return the new record, without an owner
   */
  public JobRecord ended(JobStatus how, String why, Instant at) {
    return with(how, null, progress, runs, why, startedAt, at);
  }

  private JobRecord with(
      JobStatus newStatus,
      @Nullable Long newOwner,
      JobProgress newProgress,
      int newRuns,
      String newFailure,
      @Nullable Instant newStartedAt,
      @Nullable Instant newEndedAt) {
    return new JobRecord(
        id,
        kind,
        workflow,
        request,
        caller,
        newStatus,
        newOwner,
        newProgress,
        newRuns,
        newFailure,
        createdAt,
        newStartedAt,
        newEndedAt);
  }
}
