package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;

/**
 * Makes steps of a tenth of a second, for some minutes at the most, until one of them is made by
 * another process than the payload names; tells when that step began.
 */
@Workflow(RunAcross.NAME)
public class RunAcross implements WorkflowEntrypoint<Long, Sighting> {

  static final String NAME = "benchmark-run-across";

  private static final int MOST_STEPS = 3_000;
  private static final long STEP_MILLIS = 100;

  @Override
  public Sighting run(WorkflowEvent<Long> event, WorkflowStep step) {
    long process = event.payload();
    Sighting seen = new Sighting(process, event.timestamp().toEpochMilli());
    for (int i = 0; i < MOST_STEPS && seen.process() == process; i++) {
      seen =
          step.run(
              "beat",
              () -> {
                Sighting begin = Sighting.here();
                Thread.sleep(STEP_MILLIS);
                return begin;
              });
    }
    return seen;
  }
}
