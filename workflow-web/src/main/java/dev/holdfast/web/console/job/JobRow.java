package dev.holdfast.web.console.job;

import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobStatus;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Is a line of the list of jobs.
 *
 * @param id its id
 * @param kind what it does
 * @param workflow name of the workflow whose instances it works on
 * @param request what exactly is wanted, such as {@code action: pause, status: waiting}
 * @param caller who asked for it; empty when unknown
 * @param status how far it is
 * @param handled items that it has dealt with, one way or the other
 * @param total how many items there are; null while it is not known
 * @param done items that it has done something with
 * @param skipped items that needed nothing
 * @param errors items that failed
 * @param failure why it is errored; empty unless it is
 * @param createdAt when it was asked for
 * @param endedAt when it was over; null before
 */
public record JobRow(
    String id,
    JobKind kind,
    String workflow,
    String request,
    String caller,
    JobStatus status,
    long handled,
    @Nullable Long total,
    long done,
    long skipped,
    long errors,
    String failure,
    Instant createdAt,
    @Nullable Instant endedAt)
    implements Serializable {

  private static final int WHOLE = 100;

  /**
   * Makes the line of a job.
   *
   * @param job what is stored
   */
  static JobRow of(JobRecord job) {
    return new JobRow(
        job.id(),
        job.kind(),
        job.workflow(),
        job.request().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(it -> it.getKey() + ": " + it.getValue())
            .collect(Collectors.joining(", ")),
        job.caller(),
        job.status(),
        job.progress().done() + job.progress().skipped() + job.progress().errors(),
        job.progress().total(),
        job.progress().done(),
        job.progress().skipped(),
        job.progress().errors(),
        job.failure(),
        job.createdAt(),
        job.endedAt());
  }

  /**
   * Tells how much of it has been dealt with.
   *
   * @return percent, 0 while the total is not known
   */
  public int percent() {
    if (total == null) {
      return status == JobStatus.COMPLETE ? WHOLE : 0;
    }
    return total == 0 ? WHOLE : (int) Math.min(WHOLE, handled * WHOLE / total);
  }

  /**
   * Tells whether it can go on.
   *
   * @return true for one that was stopped or has failed
   */
  public boolean isRestartable() {
    return status == JobStatus.STOPPED || status == JobStatus.ERRORED;
  }

  /**
   * Tells whether it can be stopped.
   *
   * @return true while it is active and nobody has asked it to stop
   */
  public boolean isStoppable() {
    return status.isActive() && status != JobStatus.STOPPING;
  }
}
