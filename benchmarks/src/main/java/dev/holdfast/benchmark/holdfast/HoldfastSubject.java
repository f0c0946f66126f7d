package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowDirectory;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.WorkflowStatus;
import dev.holdfast.benchmark.workload.Door;
import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.benchmark.workload.Subject;
import java.time.Duration;
import java.util.Optional;

/** Starts workflows inside the server, by the Java client unless another door is asked for. */
final class HoldfastSubject implements Subject {

  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final WorkflowDirectory directory;

  HoldfastSubject(WorkflowDirectory directory) {
    this.directory = directory;
  }

  /** Requests over HTTP come from outside the server: see {@link HttpSubject}. */
  @Override
  public Optional<Subject> through(Door door) {
    return switch (door) {
      case CLIENT -> Optional.of(this);
      case HTTP -> Optional.empty();
      case MESSAGES -> Optional.of(new MessagesSubject(directory, Queues.find()));
    };
  }

  @Override
  public Started start(Kind kind) {
    return new Instance(directory.get(name(kind)).create());
  }

  @Override
  public Started start(Kind kind, int times) {
    return new Instance(directory.get(name(kind)).create(CreateOptions.ofParams(times)));
  }

  static String name(Kind kind) {
    return switch (kind) {
      case ONE_STEP -> OneStep.NAME;
      case TEN_STEPS -> TenSteps.NAME;
      case WAIT -> Wait.NAME;
      case SLEEP -> Sleep.NAME;
      case HUNDRED_PARALLEL -> HundredParallel.NAME;
      case MANY_STEPS -> Steps.NAME;
      case NAPS -> Naps.NAME;
      case LONG_SLEEP -> LongSleep.NAME;
      case WAKES -> WaitsAgain.NAME;
    };
  }

  static void awaitEnd(WorkflowInstance instance) throws InterruptedException {
    WorkflowStatus ended = instance.awaitEnd(PATIENCE);
    if (ended.status() != InstanceStatus.COMPLETE) {
      throw new IllegalStateException("Instance " + instance.id() + " is " + ended);
    }
  }

  private record Instance(WorkflowInstance instance) implements Started {

    @Override
    public void send() {
      send(1);
    }

    @Override
    public void send(int number) {
      instance.sendEvent(Wait.EVENT, new Measured(number, "go"));
    }

    @Override
    public void awaitEnd() throws InterruptedException {
      HoldfastSubject.awaitEnd(instance);
    }
  }
}
