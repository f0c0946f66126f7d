package dev.holdfast.engine.job;

import dev.holdfast.engine.job.JobItem.Chosen;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.Archive.Archived;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes the archived instances that a filter chooses to the output of the job, as they are. */
final class ArchiveExportWork implements JobWork {

  /** Name of the request to export what is archived. */
  static final String ARCHIVED = "archived";

  private static final int PAGE = 500;

  private final JobRecord job;
  private final JobPorts ports;
  private final BulkFilter filter;
  private final Deque<Chosen> page = new ArrayDeque<>();
  private long position;
  private boolean begun;

  ArchiveExportWork(JobRecord job, JobPorts ports) {
    this.job = job;
    this.ports = ports;
    this.filter = BulkFilter.of(job);
    this.position = job.progress().position();
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<JobItem> next() {
    if (!begun) {
      begun = true;
      ports
          .outputs()
          .removeFrom(job.id(), Objects.requireNonNull(job.owner()), (int) job.progress().line());
    }
    if (page.isEmpty()) {
      for (Archived found : ports.archive().list(filter.query(job.workflow(), position, PAGE))) {
        page.add(new Chosen(found.number(), found.key().id()));
        position = found.number();
      }
    }
    return Optional.ofNullable(page.poll());
  }

  @Override
  public Optional<Step> work(List<JobItem> items, JobProgress before, Pause pause) {
    OutputWriter output =
        new OutputWriter(
            ports.outputs(), job.id(), Objects.requireNonNull(job.owner()), (int) before.line());
    long done = 0;
    long last = before.position();
    for (JobItem item : items) {
      last = ((Chosen) item).number();
      Optional<String> line = ports.archive().find(last);
      line.ifPresent(output::line);
      done += line.isPresent() ? 1 : 0;
    }
    return output.flush()
        ? Optional.of(
            new Step(
                before.plus(done, items.size() - done, 0).at(last, output.chunks()), List.of()))
        : Optional.empty();
  }
}
