package dev.holdfast.engine.job;

import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.control.FailedStep;
import dev.holdfast.engine.job.JobItem.Chosen;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Steers the instances that a filter chooses, each in a transaction of its own. Walks along their
 * numbers: those that were created meanwhile are left out, and none has its turn twice.
 */
final class ControlWork implements JobWork {

  private static final int PAGE = 500;

  private final JobRecord job;
  private final BulkControl control;
  private final InstanceService instances;
  private final InstanceReader reader;
  private final Executor executor;
  private final int threads;
  private final Deque<Chosen> page = new ArrayDeque<>();
  private long position;

  ControlWork(
      JobRecord job,
      InstanceService instances,
      InstanceReader reader,
      Executor executor,
      int threads) {
    this.job = job;
    this.control = BulkControl.of(job);
    this.instances = instances;
    this.reader = reader;
    this.executor = executor;
    this.threads = threads;
    this.position = job.progress().position();
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.of(reader.count(control.query(job.workflow(), position, PAGE)));
  }

  @Override
  public Optional<JobItem> next() {
    if (page.isEmpty()) {
      for (InstanceSummary found : reader.list(control.query(job.workflow(), position, PAGE))) {
        page.add(new Chosen(found.instance().number(), found.instance().key().id()));
        position = found.instance().number();
      }
    }
    return Optional.ofNullable(page.poll());
  }

  @Override
  public Optional<Step> work(List<JobItem> items, JobProgress before, Pause pause) {
    List<Chosen> chosen = items.stream().map(Chosen.class::cast).toList();
    List<JobProblem> problems = Collections.synchronizedList(new ArrayList<>());
    AtomicLong skipped = new AtomicLong();
    AtomicLong done = new AtomicLong();
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    int each = (chosen.size() + threads - 1) / threads;
    for (int from = 0; from < chosen.size(); from += each) {
      List<Chosen> part = chosen.subList(from, Math.min(chosen.size(), from + each));
      parts.add(
          CompletableFuture.runAsync(
              () -> part.forEach(it -> steer(it, done, skipped, problems)), executor));
    }
    parts.forEach(ControlWork::await);
    return Optional.of(
        new Step(
            before
                .plus(done.get(), skipped.get(), problems.size())
                .at(chosen.get(chosen.size() - 1).number(), 0),
            List.copyOf(problems)));
  }

  private void steer(Chosen item, AtomicLong done, AtomicLong skipped, List<JobProblem> problems) {
    InstanceKey key = new InstanceKey(job.workflow(), item.id());
    try {
      Optional<Command> command = command(key);
      command.ifPresent(it -> instances.steer(key, it, job.caller()));
      (command.isPresent() ? done : skipped).incrementAndGet();
    } catch (IllegalInstanceStatusException | InstanceNotFoundException e) {
      skipped.incrementAndGet(); // it does not fit any more
    } catch (WorkflowException e) {
      problems.add(new JobProblem(0, item.id(), e.code(), String.valueOf(e.getMessage())));
    }
  }

  private Optional<Command> command(InstanceKey key) {
    return switch (control.action()) {
      case PAUSE -> Optional.of(new Command.Pause());
      case RESUME -> Optional.of(new Command.Resume());
      case TERMINATE -> Optional.of(new Command.Terminate(control.rollback()));
      case RESTART -> Optional.of(new Command.Restart(Optional.empty()));
      case DELETE -> Optional.of(new Command.Delete());
      case RETRY -> retry(instances.details(key));
    };
  }

  /** Begins from the step that has failed last; nothing is to be done when none has. */
  private static Optional<Command> retry(InstanceDetails details) {
    return FailedStep.last(details.steps()).map(step -> new Command.Restart(Optional.of(step)));
  }

  private static void await(CompletableFuture<Void> part) {
    try {
      part.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
