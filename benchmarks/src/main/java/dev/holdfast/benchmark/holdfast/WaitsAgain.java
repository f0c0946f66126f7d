package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.benchmark.workload.Wakes;

/** Makes as many steps as its params say, then takes one event after the other. */
@Workflow(WaitsAgain.NAME)
public class WaitsAgain implements WorkflowEntrypoint<Integer, Integer> {

  static final String NAME = "benchmark-waits-again";

  /** Number of the event that lets it end; the benchmark sends none. */
  private static final int LAST = 0;

  @Override
  public Integer run(WorkflowEvent<Integer> event, WorkflowStep step) {
    Measured last = Steps.make(event.payload(), step);
    int number;
    do {
      number = step.waitForEvent("next", Wait.EVENT, Measured.class).payload().number();
      int taken = number;
      step.run("taken", () -> Wakes.note(taken));
    } while (number != LAST);
    return last.number();
  }
}
