package dev.holdfast.access;

import dev.holdfast.engine.audit.Audit;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.engine.job.BulkExport;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.model.AuditScope;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.JobStore.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Is the door to jobs for callers with a login: each call is for those of a role. */
public final class GuardedJobs implements JobService {

  private final JobService engine;
  private final Guard guard;
  private final PayloadAudience payloads;

  /**
   * Puts the guard before the engine.
   *
   * @param engine does what is asked for
   * @param guard knows who may ask
   * @param payloads knows who may see lines of uploads
   */
  public GuardedJobs(JobService engine, Guard guard, PayloadAudience payloads) {
    this.engine = engine;
    this.guard = guard;
    this.payloads = payloads;
  }

  @Override
  public JobRecord control(String workflow, BulkControl control, String caller) {
    return guard.asAdmin(
        command("job.control", workflow, control.action().name().toLowerCase(Locale.ROOT)),
        () -> engine.control(workflow, control, caller));
  }

  @Override
  public JobRecord load(String workflow, ImportFormat format, InputStream upload, String caller)
      throws IOException {
    try {
      return guard.asAdmin(
          command("job.import", workflow, ""),
          () -> {
            try {
              return engine.load(workflow, format, upload, caller);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public JobRecord export(String workflow, BulkExport export, String caller) {
    return guard.asAdmin(
        command("job.export", workflow, ""), () -> engine.export(workflow, export, caller));
  }

  @Override
  public JobRecord purge(
      String workflow, BulkFilter filter, Optional<Archiving.Place> archive, String caller) {
    return guard.asAdmin(
        command("job.purge", workflow, ""), () -> engine.purge(workflow, filter, archive, caller));
  }

  /** Exports hold everything in the clear, results of sensitive steps too. */
  @Override
  public InputStream output(String id) {
    return guard.asAdmin(command("job.output", "", id), () -> engine.output(id));
  }

  @Override
  public List<JobRecord> list(Optional<Place> after, int limit) {
    guard.viewer();
    return engine.list(after, limit);
  }

  @Override
  public JobRecord get(String id) {
    guard.viewer();
    return engine.get(id);
  }

  @Override
  public List<JobProblem> problems(String id, int limit) {
    guard.viewer();
    return engine.problems(id, limit).stream().map(payloads.forCaller()::of).toList();
  }

  @Override
  public JobRecord stop(String id, String caller) {
    return guard.asAdmin(command("job.stop", "", id), () -> engine.stop(id, caller));
  }

  @Override
  public JobRecord restart(String id, String caller) {
    return guard.asAdmin(command("job.restart", "", id), () -> engine.restart(id, caller));
  }

  private static Audit.Command command(String name, String workflow, String target) {
    return new Audit.Command(AuditScope.CONTROL, name, workflow, target);
  }
}
