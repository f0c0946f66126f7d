package dev.holdfast.engine.job;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.job.JobItem.Chosen;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the instances that a filter chooses, one line each, to the output of the job. What a run
 * has written behind the last part that it could tell of is written anew by the next one.
 */
final class ExportWork implements JobWork {

  /** Name of the request to leave what is exported paused. */
  static final String PAUSE = "pause";

  /** Instances that are locked, and in memory, at a time. */
  private static final int SLICE = 20;

  private final JobRecord job;
  private final JobPorts ports;
  private final ChosenInstances chosen;
  private final Optional<ExportPause> pausing;
  private boolean begun;

  ExportWork(JobRecord job, JobPorts ports, InstanceService instances) {
    this.job = job;
    this.ports = ports;
    this.pausing =
        job.request().containsKey(PAUSE)
            ? Optional.of(new ExportPause(job, ports, instances))
            : Optional.empty();
    BulkFilter filter = BulkFilter.of(job);
    this.chosen =
        new ChosenInstances(
            job,
            pausing.isPresent() && job.runs() > 1 ? ExportPause.afterCrash(filter) : filter,
            ports.reader());
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.of(chosen.count());
  }

  @Override
  public Optional<JobItem> next() {
    if (!begun) {
      begun = true;
      ports
          .outputs()
          .removeFrom(job.id(), Objects.requireNonNull(job.owner()), (int) job.progress().line());
    }
    return chosen.next();
  }

  @Override
  public Optional<Step> work(List<JobItem> items, JobProgress before, Pause pause) {
    List<Chosen> turn = items.stream().map(Chosen.class::cast).toList();
    List<JobProblem> problems = new ArrayList<>();
    OutputWriter output =
        new OutputWriter(
            ports.outputs(), job.id(), Objects.requireNonNull(job.owner()), (int) before.line());
    long skipped = 0;
    for (int from = 0; from < turn.size(); from += SLICE) {
      List<Chosen> slice = turn.subList(from, Math.min(turn.size(), from + SLICE));
      Optional<List<InstanceExport>> read = read(slice, pause);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      skipped += write(slice, read.get(), output, problems);
    }
    if (!output.flush()) {
      return Optional.empty();
    }
    return Optional.of(
        new Step(
            before
                .plus(turn.size() - skipped - problems.size(), skipped, problems.size())
                .at(turn.get(turn.size() - 1).number(), output.chunks()),
            problems));
  }

  private Optional<List<InstanceExport>> read(List<Chosen> slice, Pause pause) {
    return pausing.isPresent()
        ? pausing.get().read(slice, pause)
        : Optional.of(ports.transfer().read(slice.stream().map(Chosen::number).toList()));
  }

  /** Returns how many were not there any more. */
  private long write(
      List<Chosen> slice,
      List<InstanceExport> read,
      OutputWriter output,
      List<JobProblem> problems) {
    Map<Long, InstanceExport> found =
        read.stream().collect(Collectors.toMap(it -> it.instance().number(), Function.identity()));
    long gone = 0;
    for (Chosen each : slice) {
      @Nullable InstanceExport export = found.get(each.number());
      if (export == null && isGone(each)) {
        gone++;
        continue;
      }
      try {
        output.line(ports.exports().write(whole(each, export)));
      } catch (WorkflowException e) {
        problems.add(new JobProblem(0, each.id(), e.code(), String.valueOf(e.getMessage())));
      }
    }
    return gone;
  }

  private boolean isGone(Chosen each) {
    return ports.reader().find(new InstanceKey(job.workflow(), each.id())).isEmpty();
  }

  /** Adds large results: of one instance at a time, for they have to be in memory. */
  private InstanceExport whole(Chosen each, @Nullable InstanceExport export) {
    if (export == null) {
      throw running(each);
    }
    long bytes = export.largeBytes();
    if (bytes == 0) {
      return export;
    }
    if (bytes > InstanceExport.MOST_LARGE_BYTES) {
      throw new WorkflowException(
          "export.too_large",
          "Instance '%s' has large results of %d bytes, over the limit of %d bytes for an export: let it end here. (export.too_large)"
              .formatted(each.id(), bytes, InstanceExport.MOST_LARGE_BYTES));
    }
    InstanceExport whole =
        ports.transfer().readWhole(each.number()).orElseThrow(() -> running(each));
    return pausing.isPresent() ? whole.withInstance(export.instance()) : whole;
  }

  private static WorkflowException running(Chosen each) {
    return new WorkflowException(
        "export.running",
        "Instance '%s' cannot be exported while it is executing: pause it, or wait until it rests. (export.running)"
            .formatted(each.id()));
  }
}
