package dev.holdfast.testing;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.probe.Introspection;
import dev.holdfast.testing.Observer.SeenInstance;
import dev.holdfast.testing.Observer.SeenStep;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks into one instance of a workflow under test and changes what goes on in it. It may be made
 * before the instance is. The waiting methods wait 10 seconds of wall time at the most and then
 * throw an {@link AssertionError}; the engine's clock they leave alone. Thread-safe.
 */
public final class InstanceIntrospector implements AutoCloseable {

  /** What is seen instead of the result of a sensitive step. */
  public static final String REDACTED = EncodedValue.REDACTED;

  private final InstanceKey key;
  private final Introspection introspection;
  private final Observer observer;
  private final Duration patience;
  private volatile boolean closed;

  InstanceIntrospector(
      InstanceKey key, Introspection introspection, Observer observer, Duration patience) {
    this.key = key;
    this.introspection = introspection;
    this.observer = observer;
    this.patience = patience;
  }

  /**
   * Returns the id of the instance.
   *
   * @return the id
   */
  public String id() {
    return key.id();
  }

  /**
   * Waits longer, or shorter, than 10 seconds.
   *
   * @param longest how long to wait at the most, in wall time
   * @return an introspector of the same instance
   */
  public InstanceIntrospector withPatience(Duration longest) {
    return new InstanceIntrospector(key, introspection, observer, longest);
  }

  /**
   * Changes what goes on in the instance, from now on and also after restarts.
   *
   * @param changes says what
   * @return this
   * @throws InvalidRequestException {@code request.invalid} when something contradicts what was
   *     said before
   */
  public InstanceIntrospector modify(Consumer<Modifier> changes) {
    refuseIfClosed();
    Modifier modifier = new Modifier(observer.codec());
    changes.accept(modifier);
    introspection.modify(key, modifier.modifications());
    return this;
  }

  /**
   * Waits until a step of kind run has ended.
   *
   * @param step the step
   * @return its result, as the type it was stored with; {@link #REDACTED} when it is sensitive
   * @throws StepFailedException when it failed for good
   */
  public @Nullable Object waitForStepResult(StepSelector step) {
    SeenStep seen = awaitStep(step.of(StepKind.RUN));
    if (seen.sensitive()) {
      return REDACTED;
    }
    return seen.result() == null
        ? seen.blob()
        : observer.decode(key.workflow(), seen.result(), Optional.empty());
  }

  /**
   * Waits until a step of kind run has ended and reads its result as a type.
   *
   * @param step the step, not sensitive
   * @param type the type to read it as
   * @param <T> that type
   * @return its result; null for null
   * @throws StepFailedException when it failed for good
   */
  public <T> @Nullable T waitForStepResult(StepSelector step, Class<T> type) {
    SeenStep seen = awaitStep(step.of(StepKind.RUN));
    if (seen.sensitive()) {
      return type.cast(REDACTED);
    }
    return seen.result() == null
        ? type.cast(seen.blob())
        : type.cast(observer.decode(key.workflow(), seen.result(), Optional.of(type)));
  }

  /**
   * Waits until the instance has a status. Returns at once when it has it already.
   *
   * @param status the status
   * @throws AssertionError when it ends with another status, naming both
   */
  public void waitForStatus(InstanceStatus status) {
    refuseIfClosed();
    SeenInstance seen =
        await(
            () -> seen().filter(s -> s.status() == status || s.status().isTerminal()),
            "have the status " + status.wireName());
    if (seen.status() != status) {
      throw new AssertionError(
          "Instance %s is %s and will not be %s any more%s"
              .formatted(
                  key,
                  seen.status().wireName(),
                  status.wireName(),
                  seen.error() == null ? "" : ": " + seen.error()));
    }
  }

  /**
   * Waits until the instance has a status; see {@link #waitForStatus(InstanceStatus)}.
   *
   * @param status its name, such as {@code waitingForPause}
   * @throws InvalidRequestException {@code request.invalid} when there is no such status
   */
  public void waitForStatus(String status) {
    waitForStatus(
        InstanceStatus.find(status)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "request.invalid",
                        "There is no status '%s'; there are %s."
                            .formatted(
                                status,
                                Arrays.stream(InstanceStatus.values())
                                    .map(InstanceStatus::wireName)
                                    .collect(Collectors.joining(", "))))));
  }

  /**
   * Returns what the workflow returned.
   *
   * @return the output, as the type that the workflow declares
   * @throws IllegalInstanceStatusException unless the instance is complete
   */
  public @Nullable Object output() {
    SeenInstance seen = ended(InstanceStatus.COMPLETE, "output");
    return seen.output() == null ? null : observer.decodeOutput(key.workflow(), seen.output());
  }

  /**
   * Returns what ended the instance.
   *
   * @return the error
   * @throws IllegalInstanceStatusException unless the instance is errored
   */
  public ErrorInfo error() {
    return Objects.requireNonNull(ended(InstanceStatus.ERRORED, "error").error());
  }

  /** Stops and erases the instance, and forgets what was to go differently. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      introspection.erase(key);
    }
  }

  private SeenStep awaitStep(StepKey step) {
    refuseIfClosed();
    Optional<SeenStep> found =
        await(() -> endedStepOrEnd(step), "end step '" + step.shown() + "'").step();
    SeenStep seen =
        found.orElseThrow(
            () ->
                new AssertionError(
                    "Instance %s has ended without ending step '%s'".formatted(key, step.shown())));
    if (seen.failure() != null) {
      throw seen.failure();
    }
    return seen;
  }

  /** Is what ends the wait for a step: the step, or the end of an instance without it. */
  private record StepOrEnd(Optional<SeenStep> step) {}

  private Optional<StepOrEnd> endedStepOrEnd(StepKey step) {
    // In this order: what a step has left is there before its instance has ended.
    boolean hasEnded = seen().filter(instance -> instance.status().isTerminal()).isPresent();
    Optional<SeenStep> ended = observer.endedStep(key, step);
    return hasEnded || ended.isPresent() ? Optional.of(new StepOrEnd(ended)) : Optional.empty();
  }

  private <T> T await(Supplier<Optional<T>> look, String what) {
    return observer
        .await(look, patience)
        .orElseThrow(
            () ->
                new AssertionError(
                    "Instance %s did not %s within %s: it is %s. Does the clock have to be moved, or an event to be sent?"
                        .formatted(
                            key,
                            what,
                            patience,
                            seen().map(s -> s.status().wireName()).orElse("not there"))));
  }

  private SeenInstance ended(InstanceStatus status, String what) {
    refuseIfClosed();
    SeenInstance seen =
        seen()
            .orElseThrow(
                () ->
                    new InstanceNotFoundException(
                        "Instance %s does not exist and has no %s.".formatted(key, what)));
    if (seen.status() != status) {
      throw new IllegalInstanceStatusException(
          "Instance %s has no %s: its status is %s, expected %s. (instance.illegal_status)"
              .formatted(key, what, seen.status().wireName(), status.wireName()));
    }
    return seen;
  }

  private Optional<SeenInstance> seen() {
    return observer.instance(key);
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new IllegalStateException("The introspector of instance " + key + " is closed");
    }
  }
}
