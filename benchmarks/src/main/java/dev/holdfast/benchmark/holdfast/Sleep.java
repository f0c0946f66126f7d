package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Lateness;
import java.util.Map;

/** Sleeps, and tells how late it was woken. */
@Workflow(Sleep.NAME)
public class Sleep implements WorkflowEntrypoint<Map<String, Object>, Long> {

  static final String NAME = "benchmark-sleep";

  @Override
  public Long run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    long since = step.run("now", System::currentTimeMillis);
    step.sleep("nap", Lateness.SLEEP);
    Lateness.note(since);
    return since;
  }
}
