package dev.holdfast.engine.job;

import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.RestingInstances;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.control.FailedStep;
import dev.holdfast.engine.job.JobItem.Chosen;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.InstanceReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Steers the instances that a filter chooses: those that rest several in a transaction, each of the
 * others in one of its own. Walks along their numbers: those that were created meanwhile are left
 * out, and none has its turn twice.
 */
final class ControlWork implements JobWork {

  private final JobRecord job;
  private final BulkControl control;
  private final InstanceService instances;
  private final RestingInstances resting;
  private final ChosenInstances chosen;
  private final Executor executor;
  private final int threads;

  ControlWork(
      JobRecord job,
      InstanceService instances,
      RestingInstances resting,
      InstanceReader reader,
      Executor executor,
      int threads) {
    this.job = job;
    this.control = BulkControl.of(job);
    this.instances = instances;
    this.resting = resting;
    this.chosen = new ChosenInstances(job, control.fittingFilter(), reader);
    this.executor = executor;
    this.threads = threads;
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.of(chosen.count());
  }

  @Override
  public Optional<JobItem> next() {
    return chosen.next();
  }

  @Override
  public Optional<Step> work(List<JobItem> items, JobProgress before, Pause pause) {
    List<Chosen> turn = items.stream().map(Chosen.class::cast).toList();
    List<JobProblem> problems = Collections.synchronizedList(new ArrayList<>());
    AtomicLong skipped = new AtomicLong();
    AtomicLong done = new AtomicLong();
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    int each = (turn.size() + threads - 1) / threads;
    for (int from = 0; from < turn.size(); from += each) {
      List<Chosen> part = turn.subList(from, Math.min(turn.size(), from + each));
      parts.add(CompletableFuture.runAsync(() -> steer(part, done, skipped, problems), executor));
    }
    parts.forEach(ControlWork::await);
    return Optional.of(
        new Step(
            before
                .plus(done.get(), skipped.get(), problems.size())
                .at(turn.get(turn.size() - 1).number(), 0),
            List.copyOf(problems)));
  }

  private void steer(
      List<Chosen> part, AtomicLong done, AtomicLong skipped, List<JobProblem> problems) {
    Set<Long> steered =
        sameForAll()
            .map(it -> resting.steer(part.stream().map(Chosen::number).toList(), it, job.caller()))
            .orElse(Set.of());
    done.addAndGet(steered.size());
    part.stream()
        .filter(it -> !steered.contains(it.number()))
        .forEach(it -> steer(it, done, skipped, problems));
  }

  private void steer(Chosen item, AtomicLong done, AtomicLong skipped, List<JobProblem> problems) {
    InstanceKey key = new InstanceKey(job.workflow(), item.id());
    try {
      Optional<Command> command = sameForAll().or(() -> retry(instances.details(key)));
      command.ifPresent(it -> instances.steer(key, it, job.caller()));
      (command.isPresent() ? done : skipped).incrementAndGet();
    } catch (IllegalInstanceStatusException | InstanceNotFoundException e) {
      skipped.incrementAndGet(); // it does not fit any more
    } catch (WorkflowException e) {
      problems.add(new JobProblem(0, item.id(), e.code(), String.valueOf(e.getMessage())));
    }
  }

  /** Returns what to do with each; empty when each is to be looked at first. */
  private Optional<Command> sameForAll() {
    return switch (control.action()) {
      case PAUSE -> Optional.of(new Command.Pause());
      case RESUME -> Optional.of(new Command.Resume());
      case TERMINATE -> Optional.of(new Command.Terminate(control.rollback()));
      case RESTART -> Optional.of(new Command.Restart(Optional.empty()));
      case DELETE -> Optional.of(new Command.Delete());
      case RETRY -> Optional.empty();
    };
  }

  /** Begins from the step that has failed last; nothing is to be done when none has. */
  private static Optional<Command> retry(InstanceDetails details) {
    return FailedStep.last(details.steps()).map(step -> new Command.Restart(Optional.of(step)));
  }

  /** Waits for a part, and throws what it has thrown. */
  static void await(CompletableFuture<Void> part) {
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
