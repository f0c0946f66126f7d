package dev.holdfast.it.measured;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import java.util.Map;

/** Makes one step. */
@Workflow("one-step")
public class OneStep implements WorkflowEntrypoint<Map<String, Object>, Measured> {

  @Override
  public Measured run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    return step.run("only", () -> new Measured(1, "done"));
  }
}
