package dev.holdfast.engine.batch;

import dev.holdfast.api.BatchJobFailedException;
import dev.holdfast.api.BatchJobResult;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.port.BatchExecutions;
import dev.holdfast.engine.port.BatchExecutions.Execution;
import dev.holdfast.engine.port.BatchExecutions.State;
import dev.holdfast.engine.port.BatchJobs.BatchJobException;
import dev.holdfast.engine.port.PayloadCodec;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Is the jobs that the batch runtime of this server runs for steps. Only what this process has
 * started counts as going on: whatever else the runtime believes to be active has died with its
 * server. Thread-safe.
 */
public final class CalledJobs {

  private static final System.Logger LOG = System.getLogger(CalledJobs.class.getName());

  /**
   * How long a job must be seen stopped. A server that shuts down stops its jobs, too, and is not
   * there any more by then.
   */
  private static final Duration STOPPED_FOR = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final BatchExecutions batch;
  private final PayloadCodec codec;
  private final InstantSource clock;

  /** Executions that this process has started, by the ids of their calls. */
  private final Map<String, Long> started = new HashMap<>();

  /** Calls that are noted as being started, and of which it is known that they have not been. */
  private final Set<String> fresh = new HashSet<>();

  /** Calls whose jobs were stopped because another node has taken them over. */
  private final Set<String> given = new HashSet<>();

  private final Map<Long, Instant> seenStopped = new HashMap<>();

  /**
   * Makes it.
   *
   * @param batch the batch runtime
   * @param codec reads what jobs are told and writes how they have ended
   * @param clock tells the time
   */
  public CalledJobs(BatchExecutions batch, PayloadCodec codec, InstantSource clock) {
    this.batch = batch;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Has the job of a call go on, or looks at how it is doing. A call whose job was never started is
   * only noted as being started: what is returned must be stored before this is called again.
   *
   * @param call an open call
   * @return the call with its execution, or ended
   */
  synchronized BatchCall goOn(BatchCall call) {
    if (call.execution() == null) {
      fresh.add(call.id());
      return call.withExecution(BatchCall.STARTING);
    }
    Optional<Execution> latest = find(call);
    if (!started.containsKey(call.id()) || latest.isEmpty()) {
      return begin(call, latest);
    }
    if (!given.contains(call.id())) {
      return watch(call.withExecution(latest.get().number()), latest.get());
    }
    if (latest.get().state() == State.ACTIVE) {
      return call; // it has come back before its job has stopped
    }
    forget(call);
    return begin(call, latest);
  }

  private Optional<Execution> find(BatchCall call) {
    @Nullable Long own = started.get(call.id());
    if (own != null) {
      return batch.findLatest(own);
    }
    if (!call.isStarting()) {
      return batch.findLatest(Objects.requireNonNull(call.execution()));
    }
    return fresh.remove(call.id())
        ? Optional.empty()
        : batch.findByProperty(call.job(), BatchJobResult.CALL_PARAMETER, call.id());
  }

  private BatchCall begin(BatchCall call, Optional<Execution> latest) {
    State state = latest.map(Execution::state).orElse(null);
    if (state == State.COMPLETED || state == State.ABANDONED) {
      return watch(call.withExecution(latest.get().number()), latest.get());
    }
    try {
      Map<String, String> properties = properties(call);
      long execution =
          latest.isPresent()
              ? batch.restart(latest.get().number(), properties)
              : batch.start(call.job(), properties);
      started.put(call.id(), execution);
      LOG.log(
          latest.isPresent() ? Level.WARNING : Level.INFO,
          "Batch job ''{0}'' of instance number {1} begins here, as execution {2}{3}",
          call.job(),
          Long.toString(call.key().instance()),
          Long.toString(execution),
          latest.map(it -> ", where execution " + it.number() + " has ended").orElse(""));
      return call.withExecution(execution);
    } catch (BatchJobException e) {
      return failed(call, BatchJobFailedException.NOT_STARTED, String.valueOf(e.getMessage()));
    }
  }

  private BatchCall watch(BatchCall call, Execution execution) {
    return switch (execution.state()) {
      case ACTIVE -> call;
      case COMPLETED -> {
        forget(call);
        yield call.completed(
            codec.encode(
                new BatchJobResult(
                    call.job(), execution.number(), execution.exitStatus(), execution.steps())));
      }
      case FAILED ->
          failed(call, BatchJobFailedException.FAILED, describe(call, execution, "failed"));
      case ABANDONED ->
          failed(
              call, BatchJobFailedException.ABANDONED, describe(call, execution, "was abandoned"));
      case STOPPED ->
          isStoppedForGood(execution)
              ? failed(
                  call, BatchJobFailedException.STOPPED, describe(call, execution, "was stopped"))
              : call;
    };
  }

  private boolean isStoppedForGood(Execution execution) {
    Instant now = clock.instant();
    Instant since = seenStopped.computeIfAbsent(execution.number(), any -> now);
    return !now.isBefore(since.plus(STOPPED_FOR));
  }

  private BatchCall failed(BatchCall call, String code, String message) {
    forget(call);
    return call.failed(new ErrorInfo(BatchJobFailedException.class.getSimpleName(), message, code));
  }

  private static String describe(BatchCall call, Execution execution, String what) {
    StringBuilder text =
        new StringBuilder(
            "Batch job '%s', execution %d, %s with exit status '%s'"
                .formatted(call.job(), execution.number(), what, execution.exitStatus()));
    execution
        .steps()
        .forEach(step -> text.append(", step '%s': %s".formatted(step.name(), step.exitStatus())));
    return text.toString();
  }

  /**
   * Ends the job of a call that is not wanted any more.
   *
   * @param call the call
   * @return true when it does not go on
   */
  synchronized boolean end(BatchCall call) {
    @Nullable Long own = started.get(call.id());
    if (own == null) {
      return true; // what another process has started has died with it
    }
    if (isActive(own)) {
      batch.stop(own);
      return false;
    }
    forget(call);
    return true;
  }

  private boolean isActive(long execution) {
    return batch.findLatest(execution).map(Execution::state).orElse(State.ABANDONED)
        == State.ACTIVE;
  }

  /**
   * Stops the jobs of calls that this process has lost, so that they do not go on twice.
   *
   * @param calls the ids of those that it still has
   */
  synchronized void keepOnly(Collection<String> calls) {
    fresh.retainAll(calls);
    List.copyOf(started.keySet()).stream()
        .filter(call -> !calls.contains(call))
        .forEach(this::giveAway);
  }

  private void giveAway(String call) {
    long execution = Objects.requireNonNull(started.get(call));
    if (!isActive(execution)) {
      started.remove(call);
      given.remove(call);
      seenStopped.remove(execution);
      return;
    }
    if (given.add(call)) {
      LOG.log(
          Level.WARNING,
          "Execution {0} of a batch job is stopped: this server has lost the step to another one",
          Long.toString(execution));
    }
    batch.stop(execution);
  }

  /** Tells whether this process has started jobs that are not known to have ended. */
  synchronized boolean areAny() {
    return !started.isEmpty();
  }

  /**
   * Stops all jobs.
   *
   * @param grace how long they may take
   */
  synchronized void stopAll(Duration grace) {
    started.values().forEach(this::stopQuietly);
    long end = System.nanoTime() + grace.toNanos();
    try {
      while (started.values().stream().anyMatch(this::isActiveQuietly) && System.nanoTime() < end) {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    started.clear();
  }

  private void stopQuietly(long execution) {
    try {
      batch.stop(execution);
    } catch (RuntimeException e) { // the batch runtime may have stopped before
      LOG.log(Level.DEBUG, "A batch job could not be stopped", e);
    }
  }

  private boolean isActiveQuietly(long execution) {
    try {
      return isActive(execution);
    } catch (RuntimeException e) { // as above
      LOG.log(Level.DEBUG, "A batch job could not be looked at", e);
      return false;
    }
  }

  private void forget(BatchCall call) {
    given.remove(call.id());
    @Nullable Long execution = started.remove(call.id());
    if (execution != null) {
      seenStopped.remove(execution);
    }
  }

  private Map<String, String> properties(BatchCall call) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (codec.decode(call.properties(), Map.class) instanceof Map<?, ?> told) {
      told.forEach((name, value) -> properties.put(String.valueOf(name), String.valueOf(value)));
    }
    properties.put(BatchJobResult.CALL_PARAMETER, call.id());
    return properties;
  }
}
