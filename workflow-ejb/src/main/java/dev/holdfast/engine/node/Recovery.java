package dev.holdfast.engine.node;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Counts the take-overs of an instance that bring its journal no new entry, and gives up when they
 * are too many: its code probably kills the server.
 */
final class Recovery {

  private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

  private final InstanceQueue queue;
  private final int limit;

  Recovery(InstanceQueue queue, int limit) {
    this.queue = queue;
    this.limit = limit;
  }

  /**
   * Says how an instance comes back.
   *
   * @param inARow recoveries without progress, this one included; 0 when it is none
   * @param exhausted why it must not run again
   */
  record Verdict(int inARow, Optional<Failure> exhausted) {}

  /** Notes a recovery, if the instance was claimed after one. */
  Verdict check(InstanceRecord instance, Memory memory) {
    if (instance.recoveries() == 0) {
      return new Verdict(0, Optional.empty());
    }
    int entries = memory.steps().stream().mapToInt(Recovery::entries).sum();
    int inARow = entries > memory.entriesAtRecovery() ? 1 : instance.recoveries();
    LOG.log(
        Level.WARNING,
        "Instance {0} goes on after the loss of its node; recoveries without progress: {1}",
        instance.key(),
        inARow);
    if (inARow > limit) {
      return new Verdict(inARow, Optional.of(exhausted(instance)));
    }
    queue.noteRecovery(instance.lease(), inARow, entries);
    return new Verdict(inARow, Optional.empty());
  }

  private static int entries(StepRecord step) {
    return 1 + step.attempt() + (step.status().isFinished() ? 1 : 0);
  }

  private Failure exhausted(InstanceRecord instance) {
    return new Failure(
        new ErrorInfo(
            "WorkflowException",
            "Instance '%s' was lost with its server %d times in a row without a new journal entry:"
                    .formatted(instance.key().id(), limit + 1)
                + " the step at which it stands probably kills the server. Mend it and restart the"
                + " instance.",
            "instance.recovery_exhausted"),
        List.of());
  }
}
