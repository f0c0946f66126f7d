package dev.holdfast.engine.job;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.JobStore.Place;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Starts, shows, stops and restarts jobs. Thread-safe. An unknown id is a {@link WorkflowException}
 * with the code {@code job.not_found}; a second job of a kind for one workflow, while the first is
 * active, {@code job.already_active}.
 */
public interface JobService {

  /**
   * Begins to steer the instances that a filter chooses among those that exist now.
   *
   * @param workflow name of the workflow
   * @param control what to do with which
   * @param caller who wants it; empty when unknown
   * @return the job, queued
   */
  JobRecord control(String workflow, BulkControl control, String caller);

  /**
   * Takes an upload over and begins to create instances of its lines. Returns when it has been
   * stored to its end.
   *
   * @param workflow name of the workflow
   * @param format how it is written
   * @param upload the upload, not closed
   * @param caller who wants it; empty when unknown
   * @return the job, queued
   * @throws IOException when the upload cannot be read to its end; nothing is kept of it
   * @throws dev.holdfast.api.PayloadTooLargeException when it is too large; nothing is kept of it
   */
  JobRecord load(String workflow, ImportFormat format, InputStream upload, String caller)
      throws IOException;

  /**
   * Begins to write instances among those that exist now, to be imported elsewhere. Those that
   * execute are left out and reported.
   *
   * @param workflow name of the workflow
   * @param export which instances
   * @param caller who wants it; empty when unknown
   * @return the job, queued
   */
  JobRecord export(String workflow, BulkExport export, String caller);

  /**
   * Begins to remove the finished instances that a filter chooses among those that exist now.
   *
   * @param workflow name of the workflow
   * @param filter which instances; all finished ones when it has no status
   * @param archive where they are kept; empty for where the setting says
   * @param caller who wants it; empty when unknown
   * @return the job, queued
   * @throws dev.holdfast.api.InvalidRequestException when the filter has a status that is not
   *     final, or there is no folder to archive in
   */
  JobRecord purge(
      String workflow, BulkFilter filter, Optional<Archiving.Place> archive, String caller);

  /**
   * Returns what a job has written. It is there until the job is removed.
   *
   * @param id its id
   * @return reads the output chunk by chunk, each in a transaction of its own; to be closed
   * @throws WorkflowException {@code job.illegal_status} unless it is an export that is complete
   */
  InputStream output(String id);

  /**
   * Lists jobs, newest first; see the store's own contract.
   *
   * @param after only those behind this place; empty for all
   * @param limit most jobs to return
   * @return the jobs
   */
  List<JobRecord> list(Optional<Place> after, int limit);

  /**
   * Returns a job.
   *
   * @param id its id
   * @return the job
   */
  JobRecord get(String id);

  /**
   * Lists the items of a job that failed.
   *
   * @param id its id
   * @param limit how many at the most; of very many only the first are kept
   * @return the items
   */
  List<JobProblem> problems(String id, int limit);

  /**
   * Stops a job; nothing changes when it is over. One that a node works on stops within seconds.
   *
   * @param id its id
   * @param caller who wants it; empty when unknown
   * @return the job as it is now
   */
  JobRecord stop(String id, String caller);

  /**
   * Lets a job that was stopped or has failed go on where it was.
   *
   * @param id its id
   * @param caller who wants it; empty when unknown
   * @return the job, queued; unchanged when it is active
   * @throws WorkflowException {@code job.illegal_status} when it is complete
   */
  JobRecord restart(String id, String caller);
}
