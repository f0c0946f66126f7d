package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Measured;
import java.util.Map;

/** Makes one step. */
@Workflow(OneStep.NAME)
public class OneStep implements WorkflowEntrypoint<Map<String, Object>, Measured> {

  static final String NAME = "benchmark-one-step";

  @Override
  public Measured run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    Begun.note(event.instanceId());
    return step.run("only", () -> new Measured(1, "done"));
  }
}
