package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.Branch;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.benchmark.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a hundred steps at the same time. */
@Workflow(HundredParallel.NAME)
public class HundredParallel implements WorkflowEntrypoint<Map<String, Object>, Integer> {

  static final String NAME = "benchmark-hundred-parallel";

  @Override
  public Integer run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    List<Branch<Measured>> branches = new ArrayList<>();
    for (int i = 0; i < Workload.BRANCHES; i++) {
      int number = i;
      branches.add(
          step.branch(
              "branch-" + number, in -> in.run("only", () -> new Measured(number, "done"))));
    }
    return step.all(branches).size();
  }
}
