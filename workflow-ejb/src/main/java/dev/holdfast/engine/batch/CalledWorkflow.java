package dev.holdfast.engine.batch;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.control.FailedStep;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Is the instance that a step of a batch job stands for. Not thread-safe. */
public final class CalledWorkflow {

  /** What creates the instances. */
  public static final String TRIGGER = "batch";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final InstanceService instances;
  private final InstanceKey key;

  /**
   * Makes it; {@link #begin} creates the instance.
   *
   * @param instances the door to instances
   * @param key the instance
   */
  public CalledWorkflow(InstanceService instances, InstanceKey key) {
    this.instances = instances;
    this.key = key;
  }

  /**
   * Creates the instance, or takes the one that is there, because the job was restarted: one that
   * is errored begins anew from the step that has failed last, one that was terminated from the
   * top.
   *
   * @param params its payload as JSON text; empty for none
   * @throws WorkflowException when the instance cannot be created
   */
  public void begin(String params) {
    NewInstance request =
        NewInstance.of(key.workflow(), TRIGGER, "").withId(key.id()).returningExisting();
    if (!params.isBlank()) {
      request = request.withParams(instances.json("params", params));
    }
    InstanceRecord present = instances.create(request).instance();
    if (present.status() == InstanceStatus.ERRORED) {
      instances.steer(key, new Command.Restart(FailedStep.last(instances.details(key).steps())));
    } else if (present.status() == InstanceStatus.TERMINATED) {
      instances.steer(key, new Command.Restart(Optional.empty()));
    }
  }

  /**
   * Waits for the end of the instance.
   *
   * @param isStopped tells whether to wait no longer; looked at every second
   * @return what is stored of the instance, ended unless the wait was stopped
   * @throws InterruptedException when the thread is interrupted
   */
  public InstanceRecord await(BooleanSupplier isStopped) throws InterruptedException {
    InstanceRecord found = instances.awaitEnd(key, BETWEEN_LOOKS);
    while (!found.status().isTerminal() && !isStopped.getAsBoolean()) {
      found = instances.awaitEnd(key, BETWEEN_LOOKS);
    }
    return found;
  }

  /** Terminates the instance, unless it has ended. */
  public void terminate() {
    if (!instances.get(key).status().isTerminal()) {
      instances.steer(key, new Command.Terminate(false));
    }
  }

  /**
   * Returns the output of an instance that has completed.
   *
   * @param ended what is stored of it
   * @return the output as JSON text; {@code null} for none
   * @throws WorkflowException {@code batch.workflow_failed} when it has ended otherwise
   */
  public String output(InstanceRecord ended) {
    if (ended.status() != InstanceStatus.COMPLETE) {
      throw new WorkflowException(
          "batch.workflow_failed",
          "Instance '%s' of workflow '%s' is %s%s"
              .formatted(
                  key.id(),
                  key.workflow(),
                  ended.status().wireName(),
                  ended.failure() == null
                      ? ""
                      : ": %s: %s"
                          .formatted(
                              ended.failure().error().name(), ended.failure().error().message())));
    }
    @Nullable EncodedValue output = ended.output();
    return output == null ? "null" : output.data();
  }
}
