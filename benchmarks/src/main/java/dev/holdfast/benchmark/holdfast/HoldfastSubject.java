package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowDirectory;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.WorkflowStatus;
import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.benchmark.workload.Subject;
import java.time.Duration;

/** Starts workflows by the Java client. */
final class HoldfastSubject implements Subject {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final WorkflowDirectory directory;

  HoldfastSubject(WorkflowDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Started start(Kind kind) {
    return new Instance(directory.get(name(kind)).create());
  }

  private static String name(Kind kind) {
    return switch (kind) {
      case ONE_STEP -> OneStep.NAME;
      case TEN_STEPS -> TenSteps.NAME;
      case WAIT -> Wait.NAME;
      case SLEEP -> Sleep.NAME;
      case HUNDRED_PARALLEL -> HundredParallel.NAME;
    };
  }

  private record Instance(WorkflowInstance instance) implements Started {

    @Override
    public void send() {
      instance.sendEvent(Wait.EVENT, new Measured(1, "go"));
    }

    @Override
    public void awaitEnd() throws InterruptedException {
      WorkflowStatus ended = instance.awaitEnd(PATIENCE);
      if (ended.status() != InstanceStatus.COMPLETE) {
        throw new IllegalStateException("Instance " + instance.id() + " is " + ended);
      }
    }
  }
}
