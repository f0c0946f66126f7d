package dev.holdfast.samples.kitchen;

import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.WorkflowStep;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"waitForEvent": "name", "type": "t", "timeout": "5s", "save": "x", "onTimeout": […]}}:
 * waits for an event and saves its payload. Without {@code onTimeout} a timeout ends the workflow.
 */
record WaitInstruction(
    String name, String type, Duration timeout, Optional<String> save, Optional<Block> onTimeout)
    implements Instruction {

  static WaitInstruction read(ScriptObject object) {
    return new WaitInstruction(
        object.text("waitForEvent"),
        object.text("type"),
        object.optionalDuration("timeout").orElse(WorkflowStep.DEFAULT_EVENT_TIMEOUT),
        object.optionalText("save"),
        object.optionalBlock("onTimeout"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    try {
      frame.save(save, payload(frame));
      return Optional.empty();
    } catch (EventTimeoutException e) {
      return onTimeout.orElseThrow(() -> e).execute(frame);
    }
  }

  private @Nullable Object payload(Frame frame) {
    return frame
        .step()
        .waitForEvent(
            frame.text(name), frame.text(type), new TypeToken<@Nullable Object>() {}, timeout)
        .payload();
  }
}
