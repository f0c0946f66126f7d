package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.benchmark.workload.Workload;
import java.util.Map;

/** Makes ten steps, one after the other. */
@Workflow(TenSteps.NAME)
public class TenSteps implements WorkflowEntrypoint<Map<String, Object>, Measured> {

  static final String NAME = "benchmark-ten-steps";

  @Override
  public Measured run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    Measured last = new Measured(0, "begun");
    for (int i = 1; i <= Workload.STEPS; i++) {
      int number = i;
      last = step.run("step", () -> new Measured(number, "done"));
    }
    return last;
  }
}
