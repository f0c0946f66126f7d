package dev.holdfast.engine.job;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobStatus;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.JobStore.JobTakenException;
import dev.holdfast.engine.port.JobStore.Place;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Is the door to the jobs of an engine. */
public final class EngineJobService implements JobService {

  private static final System.Logger LOG = System.getLogger(EngineJobService.class.getName());

  private final JobPorts ports;
  private final WorkflowRegistry registry;
  private final JobRunner runner;
  private final long uploadBytes;
  private final Archiving.Place automaticArchive;

  /**
   * Makes the service.
   *
   * @param ports the outside
   * @param registry the workflows that are deployed
   * @param runner works on jobs on this node
   * @param uploadBytes most bytes of an import
   * @param automaticArchive where is archived what is purged because its retention is over
   */
  public EngineJobService(
      JobPorts ports,
      WorkflowRegistry registry,
      JobRunner runner,
      long uploadBytes,
      Archiving.Place automaticArchive) {
    this.ports = ports;
    this.registry = registry;
    this.runner = runner;
    this.uploadBytes = uploadBytes;
    this.automaticArchive = automaticArchive;
  }

  @Override
  public JobRecord control(String workflow, BulkControl control, String caller) {
    return begin(JobKind.CONTROL, workflow, control.stored(now()), caller);
  }

  @Override
  public JobRecord load(String workflow, ImportFormat format, InputStream upload, String caller)
      throws IOException {
    registry.get(workflow);
    long node = runner.node();
    JobRecord job =
        create(
            JobRecord.queued(
                    ports.ids().newId(),
                    JobKind.IMPORT,
                    workflow,
                    Map.of(ImportWork.FORMAT, format.name()),
                    caller,
                    now())
                .receivedBy(node));
    boolean whole = false;
    try {
      long entries = Upload.store(ports.uploads(), job.id(), format, upload, uploadBytes);
      Optional<JobRecord> queued =
          ports
              .store()
              .changeOwned(
                  job.id(),
                  node,
                  it ->
                      it.status() == JobStatus.RECEIVING
                          ? it.withProgress(it.progress().withTotal(entries)).requeued()
                          : it.ended(JobStatus.STOPPED, "", now()),
                  List.of());
      whole = queued.isPresent();
      runner.hint();
      return queued.orElseThrow(() -> lost(job));
    } finally {
      if (!whole) {
        giveUp(job, node);
      }
    }
  }

  @Override
  public JobRecord export(String workflow, BulkExport export, String caller) {
    Map<String, String> request = export.filter().stored(now());
    if (export.pause()) {
      request.put(ExportWork.PAUSE, "true");
    }
    if (export.archived()) {
      request.put(ArchiveExportWork.ARCHIVED, "true");
    }
    return begin(JobKind.EXPORT, workflow, request, caller);
  }

  @Override
  public JobRecord purge(
      String workflow, BulkFilter filter, Optional<Archiving.Place> archive, String caller) {
    Archiving.Place place = archive.orElse(automaticArchive);
    ports.archives().at(place);
    Map<String, String> request = finished(filter).stored(now());
    request.put(PurgeWork.ARCHIVE, place.name().toLowerCase(Locale.ROOT));
    return begin(JobKind.PURGE, workflow, request, caller);
  }

  private static BulkFilter finished(BulkFilter filter) {
    Set<InstanceStatus> finished =
        Arrays.stream(InstanceStatus.values())
            .filter(InstanceStatus::isTerminal)
            .collect(Collectors.toSet());
    for (InstanceStatus status : filter.statuses()) {
      if (!finished.contains(status)) {
        throw new InvalidRequestException(
            "request.invalid",
            "Member 'filter.status' must be among %s for a purge, was '%s'. (request.invalid)"
                .formatted(
                    finished.stream().map(InstanceStatus::wireName).sorted().toList(),
                    status.wireName()));
      }
    }
    return filter.statuses().isEmpty() ? filter.withStatuses(finished) : filter;
  }

  private JobRecord begin(
      JobKind kind, String workflow, Map<String, String> request, String caller) {
    registry.get(workflow);
    JobRecord job =
        create(JobRecord.queued(ports.ids().newId(), kind, workflow, request, caller, now()));
    runner.hint();
    return job;
  }

  @Override
  public InputStream output(String id) {
    JobRecord job = get(id);
    if (job.kind() != JobKind.EXPORT || job.status() != JobStatus.COMPLETE) {
      throw new WorkflowException(
          "job.illegal_status",
          "Job '%s' has no output to read: it is an %s job with status %s, expected export and complete. (job.illegal_status)"
              .formatted(id, job.kind().wireName(), job.status().wireName()));
    }
    return new OutputStreamed(ports.outputs(), id);
  }

  @Override
  public List<JobRecord> list(Optional<Place> after, int limit) {
    return ports.store().list(after, limit);
  }

  @Override
  public JobRecord get(String id) {
    return ports.store().find(id).orElseThrow(() -> notFound(id));
  }

  @Override
  public List<JobProblem> problems(String id, int limit) {
    get(id);
    return ports.store().listProblems(id, limit);
  }

  @Override
  public JobRecord stop(String id, String caller) {
    JobRecord stopped = ports.store().change(id, this::stopped).orElseThrow(() -> notFound(id));
    LOG.log(Level.INFO, "Job {0} was stopped by ''{1}''", id, caller);
    return stopped;
  }

  @Override
  public JobRecord restart(String id, String caller) {
    try {
      JobRecord restarted =
          ports.store().change(id, EngineJobService::restarted).orElseThrow(() -> notFound(id));
      LOG.log(Level.INFO, "Job {0} was restarted by ''{1}''", id, caller);
      runner.hint();
      return restarted;
    } catch (JobTakenException e) {
      throw active(get(id), e);
    }
  }

  private JobRecord stopped(JobRecord job) {
    return switch (job.status()) {
      case QUEUED -> job.ended(JobStatus.STOPPED, "", now());
      case RECEIVING, RUNNING -> job.withStatus(JobStatus.STOPPING);
      case STOPPING, STOPPED, COMPLETE, ERRORED -> job;
    };
  }

  private static JobRecord restarted(JobRecord job) {
    return switch (job.status()) {
      case RECEIVING, QUEUED, RUNNING, STOPPING -> job;
      case STOPPED, ERRORED -> {
        if (job.kind() == JobKind.IMPORT && job.progress().total() == null) {
          throw new WorkflowException(
              "job.illegal_status",
              "Job '%s' cannot be restarted: its upload has not come in to its end. Send it again. (job.illegal_status)"
                  .formatted(job.id()));
        }
        yield job.requeued();
      }
      case COMPLETE ->
          throw new WorkflowException(
              "job.illegal_status",
              "Job '%s' cannot be restarted: status is complete, expected stopped or errored. Start a new one instead. (job.illegal_status)"
                  .formatted(job.id()));
    };
  }

  private JobRecord create(JobRecord job) {
    if (!ports.store().create(job)) {
      throw active(job, null);
    }
    LOG.log(
        Level.INFO,
        "Job {0} is to {1} instances of workflow {2}, for ''{3}''",
        job.id(),
        job.kind().wireName(),
        job.workflow(),
        job.caller());
    return job;
  }

  private void giveUp(JobRecord job, long node) {
    Optional<JobRecord> ended =
        ports
            .store()
            .changeOwned(
                job.id(),
                node,
                it -> it.ended(JobStatus.ERRORED, JobRunner.UPLOAD_INCOMPLETE, now()),
                List.of());
    if (ended.isPresent()) { // else it may have been queued after all, its answer lost
      ports.uploads().remove(job.id());
    }
  }

  private Instant now() {
    return ports.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static WorkflowException active(JobRecord job, @Nullable Throwable cause) {
    return new WorkflowException(
        "job.already_active",
        "Another job of kind %s is active for workflow '%s': wait for its end, or stop it. (job.already_active)"
            .formatted(job.kind().wireName().toLowerCase(Locale.ROOT), job.workflow()),
        cause);
  }

  private static WorkflowException lost(JobRecord job) {
    return new WorkflowException(
        "internal",
        "Job '%s' was lost while its upload came in: send it again. (internal)"
            .formatted(job.id()));
  }

  private static WorkflowException notFound(String id) {
    return new WorkflowException(
        "job.not_found",
        "Job '%s' does not exist: it never did, or its time is over. (job.not_found)"
            .formatted(id));
  }
}
