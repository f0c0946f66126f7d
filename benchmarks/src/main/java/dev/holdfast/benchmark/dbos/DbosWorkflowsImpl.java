package dev.holdfast.benchmark.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowHandle;
import dev.holdfast.benchmark.workload.Lateness;
import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.benchmark.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Does what {@link DbosWorkflows} says. */
public final class DbosWorkflowsImpl implements DbosWorkflows {

  static final String TOPIC = "go";

  private final DBOS dbos;
  private @Nullable DbosWorkflows self;

  DbosWorkflowsImpl(DBOS dbos) {
    this.dbos = dbos;
  }

  void callChildrenBy(DbosWorkflows proxy) {
    self = proxy;
  }

  @Override
  @Workflow(name = "one-step")
  public Measured oneStep() {
    return dbos.runStep(() -> new Measured(1, "done"), "only");
  }

  @Override
  @Workflow(name = "ten-steps")
  public Measured tenSteps() {
    return make(Workload.STEPS);
  }

  @Override
  @Workflow(name = "steps")
  public Measured steps(int steps) {
    return make(steps);
  }

  private Measured make(int steps) {
    Measured last = new Measured(0, "begun");
    for (int i = 1; i <= steps; i++) {
      int number = i;
      last = dbos.runStep(() -> new Measured(number, "done"), "step");
    }
    return last;
  }

  @Override
  @Workflow(name = "wait")
  public Measured await() {
    return dbos.<Measured>recv(TOPIC, Duration.ofHours(1)).orElseThrow();
  }

  @Override
  @Workflow(name = "sleep")
  public Long sleep() {
    long since = dbos.runStep(System::currentTimeMillis, "now");
    dbos.sleep(Lateness.SLEEP);
    Lateness.note(since);
    return since;
  }

  @Override
  @Workflow(name = "hundred-parallel")
  public Integer hundredParallel() {
    DbosWorkflows children = Objects.requireNonNull(self);
    List<WorkflowHandle<Measured, RuntimeException>> handles = new ArrayList<>();
    for (int i = 0; i < Workload.BRANCHES; i++) {
      handles.add(dbos.startWorkflow(children::oneStep, new StartWorkflowOptions()));
    }
    handles.forEach(WorkflowHandle::getResult);
    return handles.size();
  }
}
