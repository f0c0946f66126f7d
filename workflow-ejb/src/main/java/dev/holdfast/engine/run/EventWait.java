package dev.holdfast.engine.run;

import dev.holdfast.api.Durations;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.ReceivedEvent;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.Names;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for an event: the deadline is fixed and recorded when the wait is first reached. */
final class EventWait<T extends @Nullable Object> {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Run run;
  private final Execution execution;
  private final StepKey key;

  EventWait(Run run, Execution execution, StepKey key) {
    this.run = run;
    this.execution = execution;
    this.key = key;
  }

  ReceivedEvent<T> await(String type, TypeToken<T> payload, Duration timeout) {
    check(type, timeout);
    StepRecord record = run.reach(execution, key);
    if (record.dueAt() == null) {
      record = record.waitingUntil(record.startedAt().plus(Durations.roundedUp(timeout)), type);
      write(record);
    }
    if (!record.status().isFinished()) {
      record = settle(record, payload, timeout);
    }
    return outcome(record, payload);
  }

  private StepRecord settle(StepRecord wait, TypeToken<T> payload, Duration timeout) {
    if (run.isHalting()) {
      throw execution.park(Parking.forEvent(wait));
    }
    if (run.probe().timesOut(run.instance(), key)) {
      return timedOut(wait, timeout);
    }
    Optional<EventRecord> event = find(wait);
    if (event.isPresent()) {
      return write(taken(wait, event.get(), payload));
    }
    if (run.now().isBefore(Objects.requireNonNull(wait.dueAt()))) {
      throw execution.park(Parking.forEvent(wait));
    }
    return timedOut(wait, timeout);
  }

  private StepRecord timedOut(StepRecord wait, Duration timeout) {
    Failure failure =
        Failures.ofEngine(
            EventTimeoutException.class,
            EventTimeoutException.CODE,
            "Wait '%s' for an event of type '%s' timed out after %d ms"
                .formatted(key.shown(), wait.eventType(), timeout.toMillis()));
    return write(wait.failed(StepStatus.TIMED_OUT, 0, failure, run.now()));
  }

  /** Looks in memory, and before a timeout also where other nodes leave events. */
  private Optional<EventRecord> find(StepRecord wait) {
    Optional<EventRecord> known = run.journal().findFor(wait);
    if (known.isPresent() || run.now().isBefore(Objects.requireNonNull(wait.dueAt()))) {
      return known;
    }
    run.journal().receive(run.readInbox());
    return run.journal().findFor(wait);
  }

  private StepRecord taken(StepRecord wait, EventRecord event, TypeToken<T> payload) {
    StepRecord taken = wait.taking(event, run.now());
    try {
      decode(event.payload(), payload);
      return taken;
    } catch (UndecodableException e) {
      Failure failure =
          Failures.ofEngine(
              WorkflowException.class,
              "event.payload_unreadable",
              "Event '%s' of type '%s' cannot be read as %s: %s"
                  .formatted(event.eventId(), event.type(), payload, e.getMessage()));
      return taken.failed(StepStatus.ERRORED, 0, failure, run.now());
    }
  }

  private ReceivedEvent<T> outcome(StepRecord record, TypeToken<T> payload) {
    if (record.failure() != null) {
      ErrorInfo error = record.failure().error();
      throw record.status() == StepStatus.TIMED_OUT
          ? new EventTimeoutException(error.message())
          : new WorkflowException(Objects.requireNonNull(error.code()), error.message());
    }
    TakenEvent taken = Objects.requireNonNull(record.taken());
    try {
      return new ReceivedEvent<>(
          Objects.requireNonNull(record.eventType()),
          decode(record.result(), payload),
          taken.receivedAt(),
          taken.eventId());
    } catch (UndecodableException e) {
      throw run.fatal(execution, RunStep.unreadable(key, e));
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // decoded as the type that the token names
  private T decode(@Nullable EncodedValue value, TypeToken<T> payload) {
    return value == null ? null : (T) run.services().ports().codec().decode(value, payload.type());
  }

  private StepRecord write(StepRecord record) {
    run.record(execution, record, List.of());
    return record;
  }

  private void check(String type, Duration timeout) {
    if (!Names.isEventType(type)) {
      throw new InvalidRequestException(
          "event.invalid_type",
          "Event type '%s' of wait '%s' is not allowed: use %s."
              .formatted(type, key.shown(), Names.EVENT_TYPE_RULE));
    }
    Limits limits = run.services().settings().limits();
    if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(limits.longestWait()) > 0) {
      throw new InvalidOptionException(
          "timeout of wait '%s' must be between 1 second and %s, was %s"
              .formatted(key.shown(), limits.shownLongestWait(), timeout));
    }
  }
}
