package dev.holdfast.engine.control;

import dev.holdfast.engine.model.StepKey;
import java.util.Optional;

/** Is what a caller wants of an instance. */
public sealed interface Command {

  /**
   * Returns the call that the table of transitions knows.
   *
   * @return the call
   */
  ControlCall call();

  /** Stops at the next step boundary. */
  record Pause() implements Command {
    @Override
    public ControlCall call() {
      return ControlCall.PAUSE;
    }
  }

  /** Goes on after a pause. */
  record Resume() implements Command {
    @Override
    public ControlCall call() {
      return ControlCall.RESUME;
    }
  }

  /**
   * Ends the instance.
   *
   * @param rollback whether its compensation is run first
   */
  record Terminate(boolean rollback) implements Command {
    @Override
    public ControlCall call() {
      return rollback ? ControlCall.ROLL_BACK : ControlCall.TERMINATE;
    }
  }

  /**
   * Begins anew.
   *
   * @param from the step to begin from; empty for the top
   */
  record Restart(Optional<StepKey> from) implements Command {
    @Override
    public ControlCall call() {
      return ControlCall.RESTART;
    }
  }

  /** Removes the instance with everything stored for it. */
  record Delete() implements Command {
    @Override
    public ControlCall call() {
      return ControlCall.DELETE;
    }
  }
}
