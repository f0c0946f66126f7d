package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Measured;
import java.util.Map;

/** Waits for one event. */
@Workflow(Wait.NAME)
public class Wait implements WorkflowEntrypoint<Map<String, Object>, Measured> {

  static final String NAME = "benchmark-wait";
  static final String EVENT = "go";

  /** The payload of the event as JSON. */
  static final String PAYLOAD = "{\"number\": 1, \"text\": \"go\"}";

  @Override
  public Measured run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    Begun.note(event.instanceId());
    return step.waitForEvent("only", EVENT, Measured.class).payload();
  }
}
