package dev.holdfast.engine.run;

import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepContext;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;

/**
 * Is asked by runs wherever a test may want something else than what the code says. Called on the
 * threads of the runs; must answer at once. What it answers is recorded like anything else, so a
 * replay needs no probe.
 */
public interface StepProbe {

  /** Changes nothing: what a server uses outside tests. */
  StepProbe NONE = new StepProbe() {};

  /**
   * Is told that a run begins, before any code of the workflow.
   *
   * @param instance the instance as it was claimed
   */
  default void starts(InstanceRecord instance) {}

  /**
   * Is told that a run has left this node: it has ended or suspended, or is lost.
   *
   * @param instance the instance as it was claimed
   */
  default void leaves(InstanceRecord instance) {}

  /**
   * Is told that the code has reached a step, recorded or not.
   *
   * @param instance the instance as it was claimed
   * @param step the step
   */
  default void reaches(InstanceRecord instance, StepKey step) {}

  /**
   * Is told that the code comes to a step with a compensation, before it is told that the step is
   * reached.
   *
   * @param instance the instance as it was claimed
   * @param step the step
   */
  default void compensates(InstanceRecord instance, StepKey step) {}

  /**
   * Says what to run as the body of an attempt. A body that throws {@link ForcedTimeout} makes the
   * attempt time out at once.
   *
   * @param instance the instance as it was claimed
   * @param step the step
   * @param context the attempt
   * @param body what the code gives
   * @return that body, or another one
   */
  default StepBody<?> body(
      InstanceRecord instance, StepKey step, StepContext context, StepBody<?> body) {
    return body;
  }

  /**
   * Says whether the attempts of a step end as {@link #body} says, so that nothing else is to be
   * asked to do its work.
   *
   * @param instance the instance as it was claimed
   * @param step a step without a body of its own, such as a batch job
   * @return true when a test has said how
   */
  default boolean mocks(InstanceRecord instance, StepKey step) {
    return false;
  }

  /**
   * Says whether a sleep ends at once.
   *
   * @param instance the instance as it was claimed
   * @param sleep the sleep
   * @return true to record it as slept
   */
  default boolean skipsSleep(InstanceRecord instance, StepKey sleep) {
    return false;
  }

  /**
   * Says whether the next attempt is made without waiting. The recorded delay stays what it is.
   *
   * @param instance the instance as it was claimed
   * @param step the step
   * @return true not to wait
   */
  default boolean skipsRetryDelay(InstanceRecord instance, StepKey step) {
    return false;
  }

  /**
   * Says whether a wait for an event times out at once.
   *
   * @param instance the instance as it was claimed
   * @param wait the wait
   * @return true to time out, whatever has come
   */
  default boolean timesOut(InstanceRecord instance, StepKey wait) {
    return false;
  }

  /** Makes the attempt whose body throws it fail as if its time were over. */
  final class ForcedTimeout extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes it. */
    public ForcedTimeout() {
      super("The attempt is to time out at once", null, false, false);
    }
  }
}
