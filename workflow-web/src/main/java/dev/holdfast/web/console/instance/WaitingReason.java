package dev.holdfast.web.console.instance;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.BatchMarks;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.web.console.Sentence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out in one sentence what an instance is doing, and if nothing, what it waits for.
 *
 * @param details what is recorded of it
 * @param nodes the live servers
 * @param queued how many instances of its workflow are queued, this one included
 * @param now the present time
 */
record WaitingReason(InstanceDetails details, List<NodeRecord> nodes, long queued, Instant now) {

  private static final Comparator<StepRecord> SOONEST =
      Comparator.comparing(
          StepRecord::dueAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

  /** Says why nothing happens, or what does. */
  Sentence say() {
    InstanceRecord instance = details.instance();
    return switch (instance.status()) {
      case QUEUED -> queued(instance);
      case RUNNING -> owned(instance, "why.running", "why.runningStep");
      case WAITING -> waiting(instance);
      case WAITING_FOR_PAUSE -> owned(instance, "why.pausing", "why.pausingStep");
      case PAUSED -> Sentence.of("why.paused", or(instance.pausedAt(), now));
      case ROLLING_BACK -> rollingBack(instance);
      case COMPLETE -> Sentence.of("why.complete", or(instance.endedAt(), now));
      case ERRORED -> errored(instance);
      case TERMINATED -> Sentence.of("why.terminated", or(instance.endedAt(), now));
    };
  }

  private Sentence queued(InstanceRecord instance) {
    Instant due = or(instance.wakeAt(), instance.origin().createdAt());
    if (due.isAfter(now)) {
      return Sentence.of("why.queuedUntil", due);
    }
    if (nodes.isEmpty()) {
      return Sentence.of("why.noServer", due);
    }
    long running = nodes.stream().mapToLong(NodeRecord::running).sum();
    return Sentence.of("why.queued", due, Math.max(0, queued - 1), running, nodes.size());
  }

  private Sentence waiting(InstanceRecord instance) {
    @Nullable Instant wakeAt = instance.wakeAt();
    if (wakeAt != null && !wakeAt.isAfter(now)) {
      return nodes.isEmpty() ? Sentence.of("why.noServer", wakeAt) : Sentence.of("why.due", wakeAt);
    }
    List<StepRecord> open = open();
    if (open.isEmpty()) {
      return wakeAt == null ? Sentence.of("why.waiting") : Sentence.of("why.waitingUntil", wakeAt);
    }
    Sentence first = waitingFor(open.get(0));
    return open.size() == 1 ? first : Sentence.of("why.andMore", first, open.size() - 1);
  }

  private Sentence waitingFor(StepRecord step) {
    String name = step.key().shown();
    @Nullable Instant due = step.dueAt();
    if (step.status() == StepStatus.RETRYING) {
      return retry(step);
    }
    if (step.child() != null) {
      return Sentence.of("why.child", name, step.child().id(), step.child().workflow());
    }
    if (step.key().kind() == StepKind.BATCH) {
      String job = Objects.requireNonNullElse(BatchMarks.job(step), "");
      return due == null
          ? Sentence.of("why.batch", name, job)
          : Sentence.of("why.batchUntil", name, job, due);
    }
    if (step.eventType() != null) {
      return due == null
          ? Sentence.of("why.event", name, step.eventType())
          : Sentence.of("why.eventUntil", name, step.eventType(), due);
    }
    return due == null ? Sentence.of("why.step", name) : Sentence.of("why.sleep", name, due);
  }

  private Sentence retry(StepRecord step) {
    Sentence error =
        lastFailure(step)
            .map(AttemptRecord::failure)
            .map(failure -> error(failure.error()))
            .orElse(Sentence.of("why.unknownError"));
    return Sentence.of(
        "why.retry", step.key().shown(), step.attempt(), error, or(step.dueAt(), now));
  }

  private Sentence rollingBack(InstanceRecord instance) {
    Optional<StepRecord> retrying =
        open().stream().filter(step -> step.status() == StepStatus.RETRYING).findFirst();
    return retrying
        .map(step -> Sentence.of("why.rollingBackStep", retry(step)))
        .orElseGet(() -> owned(instance, "why.rollingBack", "why.rollingBackHandler"));
  }

  private Sentence errored(InstanceRecord instance) {
    Sentence error =
        instance.error().map(WaitingReason::error).orElse(Sentence.of("why.unknownError"));
    return Sentence.of("why.errored", or(instance.endedAt(), now), error);
  }

  /** Says who owns it, and at which step it is as far as that is recorded. */
  private Sentence owned(InstanceRecord instance, String alone, String atStep) {
    @Nullable Long owner = instance.owner();
    if (owner == null) {
      return Sentence.of("why.unowned");
    }
    Optional<NodeRecord> node = nodes.stream().filter(it -> it.node() == owner).findFirst();
    if (node.isEmpty()) {
      return Sentence.of("why.lost", owner);
    }
    String server = node.get().name();
    Function<StepRecord, Sentence> at =
        step ->
            step.status() == StepStatus.RETRYING
                ? Sentence.of("why.runningRetry", server, retry(step))
                : Sentence.of(atStep, server, step.key().shown(), step.startedAt());
    return open().stream()
        .findFirst()
        .map(at)
        .orElseGet(() -> Sentence.of(alone, server, or(instance.startedAt(), now)));
  }

  private List<StepRecord> open() {
    return details.steps().stream()
        .filter(step -> !step.status().isFinished() && !step.isOnlyPlanned())
        .sorted(SOONEST)
        .toList();
  }

  private Optional<AttemptRecord> lastFailure(StepRecord step) {
    return details.attempts().stream()
        .filter(attempt -> attempt.stepSeq() == step.seq())
        .max(Comparator.comparingInt(AttemptRecord::attempt));
  }

  private static Sentence error(ErrorInfo error) {
    return error.message().isEmpty()
        ? Sentence.of("why.errorName", error.name())
        : Sentence.of("why.error", error.name(), error.message());
  }

  private static Instant or(@Nullable Instant at, Instant otherwise) {
    return at == null ? otherwise : at;
  }
}
