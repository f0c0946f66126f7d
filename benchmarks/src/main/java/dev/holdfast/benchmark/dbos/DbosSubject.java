package dev.holdfast.benchmark.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.execution.ThrowingSupplier;
import dev.dbos.transact.workflow.WorkflowHandle;
import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.benchmark.workload.Subject;
import java.util.UUID;

/** Starts workflows of DBOS. */
final class DbosSubject implements Subject {

  private final DBOS dbos;
  private final DbosWorkflows workflows;

  DbosSubject(DBOS dbos, DbosWorkflows workflows) {
    this.dbos = dbos;
    this.workflows = workflows;
  }

  @Override
  public boolean offers(Kind kind) {
    return switch (kind) {
      case NAPS, LONG_SLEEP, WAKES -> false;
      default -> true;
    };
  }

  @Override
  public Started start(Kind kind) {
    return start(kind, 1);
  }

  @Override
  public Started start(Kind kind, int times) {
    return new Instance(
        dbos,
        dbos.startWorkflow(
            workflow(kind, times),
            new StartWorkflowOptions().withWorkflowId(UUID.randomUUID().toString())));
  }

  private ThrowingSupplier<Object, RuntimeException> workflow(Kind kind, int times) {
    return switch (kind) {
      case ONE_STEP -> workflows::oneStep;
      case TEN_STEPS -> workflows::tenSteps;
      case WAIT -> workflows::await;
      case SLEEP -> workflows::sleep;
      case HUNDRED_PARALLEL -> workflows::hundredParallel;
      case MANY_STEPS -> () -> workflows.steps(times);
      case NAPS, LONG_SLEEP, WAKES ->
          throw new UnsupportedOperationException(kind + " is not offered");
    };
  }

  private record Instance(DBOS dbos, WorkflowHandle<Object, RuntimeException> handle)
      implements Started {

    @Override
    public void send() {
      dbos.send(handle.workflowId(), new Measured(1, "go"), DbosWorkflowsImpl.TOPIC);
    }

    @Override
    public void awaitEnd() {
      handle.getResult();
    }
  }
}
