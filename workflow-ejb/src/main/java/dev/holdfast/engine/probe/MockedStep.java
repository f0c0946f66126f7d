package dev.holdfast.engine.probe;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.StepBody;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.probe.Modification.ForceTimeout;
import dev.holdfast.engine.probe.Modification.MockError;
import dev.holdfast.engine.probe.Modification.MockResult;
import dev.holdfast.engine.run.StepProbe.ForcedTimeout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Is what a test wants of one step. An attempt asks in this order: an error for all attempts, the
 * next counted error or timeout, a timeout for all attempts, a result. An attempt that is repeated
 * after a crash gets the same answer again. Guarded by its owner.
 */
final class MockedStep {

  private record AttemptId(int epoch, int attempt) {}

  private final StepKey key;
  private final Deque<StepBody<?>> counted = new ArrayDeque<>();
  private final Map<AttemptId, StepBody<?>> given = new HashMap<>();
  private @Nullable StepBody<?> error;
  private @Nullable StepBody<?> timeout;
  private @Nullable StepBody<?> result;

  MockedStep(StepKey key) {
    this.key = key;
  }

  @SuppressWarnings("NullAway") // a result may be null
  void add(MockResult mock) {
    refuseAfterResult("mocked result");
    @Nullable Object value = mock.value();
    StepBody<@Nullable Object> mocked = context -> value;
    result = mocked;
  }

  void add(MockError mock) {
    refuseAfterResult("mocked error");
    StepBody<?> body =
        context -> {
          throw unchecked(mock.error());
        };
    if (mock.times().isEmpty()) {
      error = body;
    }
    queue(body, mock.times());
  }

  void add(ForceTimeout forced) {
    refuseAfterResult("forced timeout");
    StepBody<?> body =
        context -> {
          throw new ForcedTimeout();
        };
    if (forced.times().isEmpty()) {
      timeout = body;
    }
    queue(body, forced.times());
  }

  /** Returns what to run in place of the body; empty for the body itself. */
  Optional<StepBody<?>> body(int epoch, int attempt) {
    AttemptId id = new AttemptId(epoch, attempt);
    @Nullable StepBody<?> body = given.get(id);
    if (body == null) {
      body = next();
    }
    if (body != null) {
      given.put(id, body);
    }
    return Optional.ofNullable(body);
  }

  private @Nullable StepBody<?> next() {
    if (error != null) {
      return error;
    }
    if (!counted.isEmpty()) {
      return counted.pop();
    }
    return timeout != null ? timeout : result;
  }

  private void queue(StepBody<?> body, OptionalInt times) {
    for (int i = 0; i < times.orElse(0); i++) {
      counted.add(body);
    }
  }

  private void refuseAfterResult(String what) {
    if (result != null) {
      throw new InvalidRequestException(
          "request.invalid",
          "Step '%s' has a mocked result already: a %s must come before it, and a result only once."
              .formatted(key.shown(), what));
    }
  }

  private static RuntimeException unchecked(Throwable error) {
    return MockedStep.<RuntimeException>sneak(error);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: that is the trick
  private static <E extends Throwable> E sneak(Throwable error) throws E {
    throw (E) error;
  }
}
