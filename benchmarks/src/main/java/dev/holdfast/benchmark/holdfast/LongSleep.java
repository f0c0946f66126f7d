package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Workload;
import java.util.Map;

/** Sleeps for long. */
@Workflow(LongSleep.NAME)
public class LongSleep implements WorkflowEntrypoint<Map<String, Object>, String> {

  static final String NAME = "benchmark-long-sleep";

  @Override
  public String run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    step.sleep("long", Workload.LONG_SLEEP);
    return "awake";
  }
}
