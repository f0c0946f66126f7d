package dev.holdfast.web.http;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.engine.job.BulkExport;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobStatus;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.JobStore.Place;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryJobStore;
import dev.holdfast.web.instance.Recorded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps jobs in memory; nobody works on them. */
final class FakeJobs implements JobService {

  private final InMemoryJobStore stored =
      new InMemoryJobStore(new InMemoryDatabase(() -> Recorded.START));
  private final AtomicInteger count = new AtomicInteger();
  final List<String> calls = new ArrayList<>();
  final List<BulkControl> controls = new ArrayList<>();
  final List<JobProblem> problems = new ArrayList<>();

  JobRecord add(JobRecord job) {
    stored.create(job);
    return job;
  }

  @Override
  public JobRecord control(String workflow, BulkControl control, String caller) {
    controls.add(control);
    return create(JobKind.CONTROL, workflow, Map.of("action", control.action().word()), caller);
  }

  @Override
  public JobRecord load(String workflow, ImportFormat format, InputStream upload, String caller)
      throws IOException {
    calls.add(format + ": " + new String(upload.readAllBytes(), StandardCharsets.UTF_8));
    return create(JobKind.IMPORT, workflow, Map.of("format", format.name()), caller);
  }

  @Override
  public JobRecord export(String workflow, BulkExport export, String caller) {
    calls.add(
        "export "
            + export.filter().statuses()
            + (export.pause() ? " paused" : "")
            + (export.archived() ? " archived" : ""));
    return create(JobKind.EXPORT, workflow, Map.of(), caller);
  }

  @Override
  public JobRecord purge(
      String workflow, BulkFilter filter, Optional<Archiving.Place> archive, String caller) {
    calls.add("purge " + filter.statuses() + archive.map(it -> " to " + it).orElse(""));
    return create(JobKind.PURGE, workflow, Map.of(), caller);
  }

  @Override
  public InputStream output(String id) {
    return new ByteArrayInputStream(("output of " + get(id).id()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<JobRecord> list(Optional<Place> after, int limit) {
    return stored.list(after, limit);
  }

  @Override
  public JobRecord get(String id) {
    return stored.find(id).orElseThrow(() -> notFound(id));
  }

  @Override
  public List<JobProblem> problems(String id, int limit) {
    return problems.stream().limit(limit).toList();
  }

  @Override
  public JobRecord stop(String id, String caller) {
    calls.add(caller + " stops " + id);
    return stored
        .change(id, job -> job.ended(JobStatus.STOPPED, "", Recorded.START))
        .orElseThrow(() -> notFound(id));
  }

  @Override
  public JobRecord restart(String id, String caller) {
    calls.add(caller + " restarts " + id);
    return stored.change(id, JobRecord::requeued).orElseThrow(() -> notFound(id));
  }

  private JobRecord create(
      JobKind kind, String workflow, Map<String, String> request, String caller) {
    JobRecord job =
        JobRecord.queued(
            "job-" + count.incrementAndGet(), kind, workflow, request, caller, Recorded.START);
    if (!stored.create(job)) {
      throw new WorkflowException("job.already_active", "Another job is active.");
    }
    return job;
  }

  private static WorkflowException notFound(String id) {
    return new WorkflowException("job.not_found", "Job '%s' does not exist.".formatted(id));
  }
}
