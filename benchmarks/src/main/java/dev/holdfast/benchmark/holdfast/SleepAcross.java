package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import java.time.Instant;

/** Sleeps until the time that its payload says, and tells when and where it went on. */
@Workflow(SleepAcross.NAME)
public class SleepAcross implements WorkflowEntrypoint<Instant, Sighting> {

  static final String NAME = "benchmark-sleep-across";

  @Override
  public Sighting run(WorkflowEvent<Instant> event, WorkflowStep step) {
    step.sleepUntil("nap", event.payload());
    return step.run("awake", Sighting::here);
  }
}
