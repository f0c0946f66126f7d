package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Measured;

/** Makes as many steps as its params say, one after the other. */
@Workflow(Steps.NAME)
public class Steps implements WorkflowEntrypoint<Integer, Measured> {

  /** Name of the workflow. */
  public static final String NAME = "benchmark-steps";

  @Override
  public Measured run(WorkflowEvent<Integer> event, WorkflowStep step) {
    return make(event.payload(), step);
  }

  static Measured make(int steps, WorkflowStep step) {
    Measured last = new Measured(0, "begun");
    for (int i = 1; i <= steps; i++) {
      int number = i;
      last = step.run("step", () -> new Measured(number, "done"));
    }
    return last;
  }
}
