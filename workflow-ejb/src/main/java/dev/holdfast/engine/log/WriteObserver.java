package dev.holdfast.engine.log;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceQueue.Claim;
import dev.holdfast.engine.port.ScheduleStore.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Is told what this node has committed. Called by whoever writes, so it must not take long. */
public interface WriteObserver {

  /**
   * Changes have been applied.
   *
   * @param changes the changes, without those that were refused
   */
  default void written(List<Change> changes) {}

  /**
   * Changes have been applied in the transaction of a caller, which has been committed.
   *
   * @param changes the changes, without those that were refused
   */
  default void joined(List<Change> changes) {}

  /**
   * A batch has been written.
   *
   * @param changes how many changes it had
   * @param taken how long it took
   */
  default void flushed(int changes, Duration taken) {}

  /**
   * Instances have been claimed.
   *
   * @param claim what was claimed
   * @param now when
   */
  default void claimed(Claim claim, Instant now) {}

  /**
   * A control call has taken effect, or has found nothing to do.
   *
   * @param decision what was done
   */
  default void controlled(Decision decision) {}

  /**
   * A schedule has fired.
   *
   * @param firing what was done
   */
  default void fired(Firing firing) {}
}
