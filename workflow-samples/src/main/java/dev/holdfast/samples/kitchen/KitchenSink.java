package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the script given as params: {@code {"script": [instruction, …]}}. The output is the value of
 * the first {@code return} reached, else an object of every value saved by name.
 *
 * <p>The whole script is read before any of it runs, so a malformed one fails without effects.
 */
@Workflow("kitchen-sink")
public class KitchenSink implements WorkflowEntrypoint<Map<String, Object>, @Nullable Object> {

  private final Effects effects;

  @Inject
  KitchenSink(Effects effects) {
    this.effects = effects;
  }

  @Override
  @SuppressWarnings("NullAway") // the result type is declared nullable
  public @Nullable Object run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    Block script = Block.script(event.payload());
    Frame frame =
        new Frame(step, new EffectRecorder(event.workflowName(), event.instanceId(), effects));
    Optional<Returned> returned = script.execute(frame);
    return returned.isPresent() ? returned.get().value() : frame.saved();
  }
}
