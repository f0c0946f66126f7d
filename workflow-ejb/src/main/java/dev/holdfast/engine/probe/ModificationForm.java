package dev.holdfast.engine.probe;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.probe.Modification.ForceEventTimeout;
import dev.holdfast.engine.probe.Modification.ForceTimeout;
import dev.holdfast.engine.probe.Modification.MockError;
import dev.holdfast.engine.probe.Modification.MockEvent;
import dev.holdfast.engine.probe.Modification.MockResult;
import dev.holdfast.engine.probe.Modification.SkipRetryDelays;
import dev.holdfast.engine.probe.Modification.SkipSleeps;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Is a modification as it goes to a server in test mode.
 *
 * @param kind what it is, such as {@code mockStepResult}
 * @param steps the steps that it is about
 * @param eventType type of a mocked event; null otherwise
 * @param value a mocked result or payload; null otherwise
 * @param errorClass class of a mocked error; null otherwise
 * @param errorMessage message of a mocked error; null for none
 * @param times how many attempts; null for all
 */
public record ModificationForm(
    String kind,
    List<Step> steps,
    @Nullable String eventType,
    @Nullable EncodedValue value,
    @Nullable String errorClass,
    @Nullable String errorMessage,
    @Nullable Integer times) {

  /**
   * Names a step, whose kind follows from that of the modification.
   *
   * @param name its name
   * @param occurrence its number
   * @param scope the branch it is in; empty for none
   */
  public record Step(String name, int occurrence, String scope) {

    static Step of(StepKey key) {
      return new Step(key.name(), key.occurrence(), key.scope());
    }

    StepKey toKey(StepKind kind) {
      return new StepKey(kind, scope, name, occurrence);
    }
  }

  /**
   * Writes a modification.
   *
   * @param modification what to write
   * @param codec encodes a mocked result
   * @return its form
   */
  public static ModificationForm of(Modification modification, PayloadCodec codec) {
    if (modification instanceof SkipSleeps skip) {
      return ofSteps("disableSleeps", skip.sleeps());
    } else if (modification instanceof SkipRetryDelays skip) {
      return ofSteps("disableRetryDelays", skip.steps());
    } else if (modification instanceof MockResult mock) {
      return ofSteps("mockStepResult", Set.of(mock.step())).with(null, codec.encode(mock.value()));
    } else if (modification instanceof MockError mock) {
      return ofSteps("mockStepError", Set.of(mock.step())).with(mock.error()).with(mock.times());
    } else if (modification instanceof ForceTimeout forced) {
      return ofSteps("forceStepTimeout", Set.of(forced.step())).with(forced.times());
    } else if (modification instanceof ForceEventTimeout forced) {
      return ofSteps("forceEventTimeout", Set.of(forced.step()));
    }
    MockEvent event = (MockEvent) modification;
    return ofSteps("mockEvent", Set.of()).with(event.type(), event.payload());
  }

  /**
   * Reads the modification.
   *
   * @param codec decodes a mocked result
   * @param loader finds the classes of the workflow
   * @return the modification
   * @throws InvalidRequestException {@code request.invalid} when it is not understood
   */
  public Modification toModification(PayloadCodec codec, ClassLoader loader) {
    return switch (kind) {
      case "disableSleeps" -> new SkipSleeps(keys(StepKind.SLEEP));
      case "disableRetryDelays" -> new SkipRetryDelays(keys(StepKind.RUN));
      case "mockStepResult" ->
          new MockResult(key(StepKind.RUN), value == null ? null : codec.decode(value, loader));
      case "mockStepError" -> new MockError(key(StepKind.RUN), error(loader), counted());
      case "forceStepTimeout" -> new ForceTimeout(key(StepKind.RUN), counted());
      case "forceEventTimeout" -> new ForceEventTimeout(key(StepKind.WAIT_FOR_EVENT));
      case "mockEvent" -> new MockEvent(present("eventType", eventType), value);
      default -> throw invalid("'kind' is not known: " + kind);
    };
  }

  private static ModificationForm ofSteps(String kind, Collection<StepKey> keys) {
    List<Step> steps = keys.stream().map(Step::of).toList();
    return new ModificationForm(kind, steps, null, null, null, null, null);
  }

  private ModificationForm with(@Nullable String type, @Nullable EncodedValue encoded) {
    return new ModificationForm(kind, steps, type, encoded, null, null, null);
  }

  private ModificationForm with(Throwable error) {
    return new ModificationForm(
        kind, steps, eventType, value, error.getClass().getName(), error.getMessage(), null);
  }

  private ModificationForm with(OptionalInt limit) {
    return new ModificationForm(
        kind,
        steps,
        eventType,
        value,
        errorClass,
        errorMessage,
        limit.isPresent() ? limit.getAsInt() : null);
  }

  private Set<StepKey> keys(StepKind of) {
    return steps.stream().map(step -> step.toKey(of)).collect(Collectors.toSet());
  }

  private StepKey key(StepKind of) {
    if (steps.size() != 1) {
      throw invalid("'steps' must name one step for " + kind + ", names " + steps.size());
    }
    return steps.get(0).toKey(of);
  }

  private OptionalInt counted() {
    return times == null ? OptionalInt.empty() : OptionalInt.of(times);
  }

  /** Makes the error anew: its class must have a constructor for a message. */
  private Throwable error(ClassLoader loader) {
    String name = present("errorClass", errorClass);
    try {
      Constructor<? extends Throwable> constructor =
          Class.forName(name, true, loader)
              .asSubclass(Throwable.class)
              .getDeclaredConstructor(String.class);
      constructor.setAccessible(true);
      return constructor.newInstance(errorMessage);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw invalid(
          "'errorClass' must be an exception that the workflow can load, with a constructor for a message: "
              + e);
    }
  }

  private static String present(String name, @Nullable String value) {
    if (value == null) {
      throw invalid("'" + name + "' is missing");
    }
    return value;
  }

  private static InvalidRequestException invalid(String what) {
    return new InvalidRequestException("request.invalid", "Member " + what + ".");
  }
}
