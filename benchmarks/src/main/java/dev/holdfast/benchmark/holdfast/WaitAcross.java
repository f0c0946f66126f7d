package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Measured;
import java.util.Map;

/** Waits for one event, and tells when and where it went on. */
@Workflow(WaitAcross.NAME)
public class WaitAcross implements WorkflowEntrypoint<Map<String, Object>, Sighting> {

  static final String NAME = "benchmark-wait-across";

  @Override
  public Sighting run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    step.waitForEvent("only", Wait.EVENT, Measured.class);
    return step.run("awake", Sighting::here);
  }
}
