package dev.holdfast.it.measured;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import java.util.Map;

/** Makes ten steps, one after the other. */
@Workflow("ten-steps")
public class TenSteps implements WorkflowEntrypoint<Map<String, Object>, Measured> {

  static final int STEPS = 10;

  @Override
  public Measured run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    Measured last = new Measured(0, "begun");
    for (int i = 1; i <= STEPS; i++) {
      int number = i;
      last = step.run("step", () -> new Measured(number, "done"));
    }
    return last;
  }
}
