package dev.holdfast.api;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Turns the short forms of a step's body into the one that the engine runs. */
final class Bodies {

  private Bodies() {}

  static <T extends @Nullable Object> StepBody<T> of(Callable<T> body) {
    if (body == null) {
      throw missing();
    }
    return context -> body.call();
  }

  @SuppressWarnings("NullAway") // a Void has no other value than null
  static StepBody<@Nullable Void> of(StepAction body) {
    if (body == null) {
      throw missing();
    }
    return context -> {
      body.run();
      return null;
    };
  }

  private static WorkflowException missing() {
    return new WorkflowException(
        "step.missing_body", "The step has no body: pass the code to run as the last argument.");
  }
}
