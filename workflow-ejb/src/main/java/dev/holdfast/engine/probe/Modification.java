package dev.holdfast.engine.probe;

import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.StepKey;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is one thing that a test wants to go differently in an instance. */
public sealed interface Modification {

  /**
   * Tells whether a wait that goes on may end by it.
   *
   * @return true for sleeps, back-offs and waits for events
   */
  default boolean endsWaits() {
    return this instanceof SkipSleeps
        || this instanceof SkipRetryDelays
        || this instanceof ForceEventTimeout;
  }

  /**
   * Lets sleeps end at once.
   *
   * @param sleeps which; empty for all
   */
  record SkipSleeps(Set<StepKey> sleeps) implements Modification {

    /** Copies the set. */
    public SkipSleeps {
      sleeps = Set.copyOf(sleeps);
    }
  }

  /**
   * Makes the next attempts without waiting.
   *
   * @param steps of which steps; empty for all
   */
  record SkipRetryDelays(Set<StepKey> steps) implements Modification {

    /** Copies the set. */
    public SkipRetryDelays {
      steps = Set.copyOf(steps);
    }
  }

  /**
   * Takes a value for the result of a step, whose body is not run.
   *
   * @param step the step
   * @param value the value; null counts, too
   */
  record MockResult(StepKey step, @Nullable Object value) implements Modification {}

  /**
   * Lets attempts of a step fail.
   *
   * @param step the step
   * @param error what they throw
   * @param times how many of the next attempts; empty for all
   */
  record MockError(StepKey step, Throwable error, OptionalInt times) implements Modification {

    /** Checks the count. */
    public MockError {
      checkTimes(times);
    }
  }

  /**
   * Lets attempts of a step time out at once.
   *
   * @param step the step
   * @param times how many of the next attempts; empty for all
   */
  record ForceTimeout(StepKey step, OptionalInt times) implements Modification {

    /** Checks the count. */
    public ForceTimeout {
      checkTimes(times);
    }
  }

  /**
   * Puts an event into the buffer, as soon as there is an instance and again after each restart.
   *
   * @param type its type
   * @param payload its payload; null for none
   */
  record MockEvent(String type, @Nullable EncodedValue payload) implements Modification {}

  /**
   * Lets a wait time out at once, whatever has come.
   *
   * @param step the wait
   */
  record ForceEventTimeout(StepKey step) implements Modification {}

  private static void checkTimes(OptionalInt times) {
    if (times.isPresent() && times.getAsInt() < 1) {
      throw new InvalidOptionException("times must be 1 or more, was " + times.getAsInt());
    }
  }
}
