package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Workload;

/** Sleeps for a moment, as often as its params say. */
@Workflow(Naps.NAME)
public class Naps implements WorkflowEntrypoint<Integer, Integer> {

  static final String NAME = "benchmark-naps";

  @Override
  public Integer run(WorkflowEvent<Integer> event, WorkflowStep step) {
    int naps = event.payload();
    for (int i = 0; i < naps; i++) {
      step.sleep("nap", Workload.NAP);
    }
    return naps;
  }
}
