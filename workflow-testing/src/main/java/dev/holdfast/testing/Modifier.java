package dev.holdfast.testing;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import dev.holdfast.engine.probe.Modification;
import dev.holdfast.engine.probe.Modification.ForceEventTimeout;
import dev.holdfast.engine.probe.Modification.ForceTimeout;
import dev.holdfast.engine.probe.Modification.MockError;
import dev.holdfast.engine.probe.Modification.MockEvent;
import dev.holdfast.engine.probe.Modification.MockResult;
import dev.holdfast.engine.probe.Modification.SkipRetryDelays;
import dev.holdfast.engine.probe.Modification.SkipSleeps;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is to go differently. In an attempt of a step a mocked error comes before a forced
 * timeout, that before a mocked result, and that before the real body; errors and timeouts that are
 * counted come in the order of the calls.
 *
 * <p>The calls take effect when {@code modify} returns. A mocked result must come last: another
 * result, error or timeout for a step that has one is refused.
 */
public final class Modifier {

  private final PayloadCodec codec;
  private final List<Modification> modifications = new ArrayList<>();

  Modifier(PayloadCodec codec) {
    this.codec = codec;
  }

  /**
   * Lets sleeps end at once; they are recorded all the same. Back-offs and waits are not sleeps.
   *
   * @param sleeps which; none for all
   * @return this
   */
  public Modifier disableSleeps(StepSelector... sleeps) {
    return add(new SkipSleeps(keys(StepKind.SLEEP, sleeps)));
  }

  /**
   * Makes the attempts after the first without waiting. What is recorded as the delay stays.
   *
   * @param steps of which steps; none for all
   * @return this
   */
  public Modifier disableRetryDelays(StepSelector... steps) {
    return add(new SkipRetryDelays(keys(StepKind.RUN, steps)));
  }

  /**
   * Takes a value for the result of a step instead of running its body. It is stored and read back
   * like a real one.
   *
   * @param step the step
   * @param value the value; null, 0, false and the empty text count, too
   * @return this
   */
  public Modifier mockStepResult(StepSelector step, @Nullable Object value) {
    return add(new MockResult(step.of(StepKind.RUN), value));
  }

  /**
   * Lets every attempt of a step fail instead of running its body.
   *
   * @param step the step
   * @param error what each attempt throws
   * @return this
   */
  public Modifier mockStepError(StepSelector step, Throwable error) {
    return add(new MockError(step.of(StepKind.RUN), error, OptionalInt.empty()));
  }

  /**
   * Lets the next attempts of a step fail instead of running its body.
   *
   * @param step the step
   * @param error what each of them throws
   * @param times how many, 1 or more
   * @return this
   */
  public Modifier mockStepError(StepSelector step, Throwable error, int times) {
    return add(new MockError(step.of(StepKind.RUN), error, OptionalInt.of(times)));
  }

  /**
   * Lets every attempt of a step time out at once.
   *
   * @param step the step
   * @return this
   */
  public Modifier forceStepTimeout(StepSelector step) {
    return add(new ForceTimeout(step.of(StepKind.RUN), OptionalInt.empty()));
  }

  /**
   * Lets the next attempts of a step time out at once.
   *
   * @param step the step
   * @param times how many, 1 or more
   * @return this
   */
  public Modifier forceStepTimeout(StepSelector step, int times) {
    return add(new ForceTimeout(step.of(StepKind.RUN), OptionalInt.of(times)));
  }

  /**
   * Puts an event into the buffer, as soon as there is an instance and again after each restart.
   *
   * @param type type of the event
   * @param payload its payload; null for none
   * @return this
   */
  public Modifier mockEvent(String type, @Nullable Object payload) {
    return add(new MockEvent(type, payload == null ? null : encode(type, payload)));
  }

  /**
   * Lets a wait for an event time out at once, whatever has come. The message shows the timeout
   * that the code gives.
   *
   * @param wait the wait
   * @return this
   */
  public Modifier forceEventTimeout(StepSelector wait) {
    return add(new ForceEventTimeout(wait.of(StepKind.WAIT_FOR_EVENT)));
  }

  List<Modification> modifications() {
    return List.copyOf(modifications);
  }

  private Modifier add(Modification modification) {
    modifications.add(modification);
    return this;
  }

  private static Set<StepKey> keys(StepKind kind, StepSelector... selectors) {
    return Stream.of(selectors)
        .map(selector -> selector.of(kind))
        .collect(Collectors.toUnmodifiableSet());
  }

  private EncodedValue encode(String type, Object payload) {
    try {
      return codec.encode(payload);
    } catch (UnencodableException e) {
      throw new InvalidRequestException(
          "request.invalid",
          "payload of mocked event '%s' cannot be stored: %s".formatted(type, e.getMessage()),
          e);
    }
  }
}
