package dev.holdfast.engine.job;

import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.LimitExceededException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.EachCreation;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.InstanceService.BatchEntry;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.job.JobItem.Line;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.ImportParser.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Creates an instance for each line of an upload. A line without an id gets one that is made of the
 * job and the line, so that a repetition creates nothing twice.
 */
final class ImportWork implements JobWork {

  /** What instances say that were created so. */
  static final String TRIGGER = "import";

  /** Name of the request that tells the format. */
  static final String FORMAT = "format";

  /** More than params may have, for all else that a line holds. */
  private static final int MORE_THAN_PARAMS = 64 << 10;

  /** Characters of a line that waits for its turn in memory; longer ones are read again. */
  private static final int LONGEST_KEPT = 64 << 10;

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  private final JobRecord job;
  private final InstanceService instances;
  private final EachCreation creation;
  private final JobPorts ports;
  private final ImportFormat format;
  private final int mostBytes;
  private final UploadLines lines;
  private final UploadLines again;
  private final String header;

  /** Whether the lines to come may have been worked on by a run that was lost. */
  private boolean inDoubt;

  ImportWork(
      JobRecord job,
      InstanceService instances,
      EachCreation creation,
      JobPorts ports,
      int payloadBytes) {
    this.job = job;
    this.instances = instances;
    this.creation = creation;
    this.ports = ports;
    this.format = ImportFormat.valueOf(String.valueOf(job.request().get(FORMAT)));
    this.mostBytes = payloadBytes + MORE_THAN_PARAMS;
    this.inDoubt = job.runs() > 1;
    this.again = lines(0, 0);
    JobProgress progress = job.progress();
    if (format == ImportFormat.CSV) {
      UploadLines first = lines(0, 0);
      Optional<Line> found = first.next();
      this.header = found.map(Line::text).orElse("");
      this.lines = progress.position() == 0 ? first : lines(progress.position(), progress.line());
    } else {
      this.header = "";
      this.lines = lines(progress.position(), progress.line());
    }
  }

  private UploadLines lines(long position, long line) {
    return new UploadLines(
        ports.uploads(), job.id(), format, ports.exports()::isExport, mostBytes, position, line);
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.empty(); // counted when it came in
  }

  @Override
  public Optional<JobItem> next() {
    return lines.next().map(it -> it.text().length() > LONGEST_KEPT ? it.withoutText() : it);
  }

  @Override
  public Optional<Step> work(List<JobItem> items, JobProgress before, Pause pause) {
    List<JobProblem> problems = new ArrayList<>();
    List<Wanted> wanted = new ArrayList<>();
    ExportedLines exported = new ExportedLines(job, ports, inDoubt, problems);
    for (JobItem item : items) {
      Line line = (Line) item;
      try {
        String text = text(line);
        if (format == ImportFormat.NDJSON && ports.exports().isExport(text)) {
          exported.add(line, text);
        } else {
          wanted.add(new Wanted(line, request(line, text)));
        }
      } catch (WorkflowException e) {
        problems.add(problem(line, "", e));
      }
    }
    exported.insert();
    long done = exported.done();
    long skipped = exported.skipped();
    while (!wanted.isEmpty()) {
      List<BatchEntry> entries = creation.createEach(wanted.stream().map(Wanted::request).toList());
      List<Wanted> refused = new ArrayList<>();
      Duration retryAfter = SHORTEST_PAUSE;
      for (int i = 0; i < entries.size(); i++) {
        Wanted each = wanted.get(i);
        Optional<WorkflowException> error = entries.get(i).error();
        if (error.isEmpty()) {
          done++;
        } else if (error.get() instanceof LimitExceededException limit) {
          refused.add(each);
          retryAfter =
              limit.retryAfter().compareTo(retryAfter) > 0 ? limit.retryAfter() : retryAfter;
        } else if (isTaken(error.get())) {
          boolean own = inDoubt && isOfThisJob(each);
          done += own ? 1 : 0;
          skipped += own ? 0 : 1;
        } else {
          problems.add(problem(each.line(), entries.get(i).id(), error.get()));
        }
      }
      if (!refused.isEmpty() && !pause.tryAgainAfter(retryAfter)) {
        return Optional.empty();
      }
      wanted = refused;
    }
    inDoubt = false;
    Line last = (Line) items.get(items.size() - 1);
    problems.sort(Comparator.comparingLong(JobProblem::line));
    return Optional.of(
        new Step(
            before.plus(done, skipped, problems.size()).at(last.end(), last.lastNumber()),
            problems));
  }

  /** Is a line with what it asks for. */
  private record Wanted(Line line, NewInstance request) {}

  private String text(Line line) {
    if (!line.defect().isEmpty()) {
      throw new WorkflowException(
          "line.invalid", "The line cannot be read: %s. (line.invalid)".formatted(line.defect()));
    }
    if (line.isLeftOut()) {
      again.seek(line.start(), line.number() - 1);
      return again.next().map(Line::text).orElse("");
    }
    return line.text();
  }

  private NewInstance request(Line line, String text) {
    Entry entry = ports.parser().parse(format, header, text);
    NewInstance request =
        NewInstance.of(job.workflow(), TRIGGER, job.caller())
            .withId(entry.id().orElseGet(() -> job.id() + "-" + line.number()))
            .withRetention(entry.retention());
    NewInstance withParams =
        entry.params().map(it -> request.withParams(instances.json("params", it))).orElse(request);
    return entry.startAt().map(withParams::withStartAt).orElse(withParams);
  }

  private static boolean isTaken(WorkflowException error) {
    return error instanceof InstanceAlreadyExistsException
        || error.code().equals("batch.duplicate_id");
  }

  private boolean isOfThisJob(Wanted wanted) {
    InstanceKey key = new InstanceKey(job.workflow(), wanted.request().id().orElseThrow());
    return instances
        .find(key)
        .map(it -> it.origin())
        .filter(it -> it.trigger().equals(TRIGGER) && !it.createdAt().isBefore(job.createdAt()))
        .isPresent();
  }

  static JobProblem problem(Line line, String id, WorkflowException e) {
    return new JobProblem(line.number(), id, e.code(), String.valueOf(e.getMessage()));
  }
}
