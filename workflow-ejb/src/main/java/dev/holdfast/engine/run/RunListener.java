package dev.holdfast.engine.run;

import dev.holdfast.engine.model.Change;

/**
 * Is told when a run leaves this node. Exactly one of the methods is called, once, for each run.
 */
public interface RunListener {

  /**
   * The instance has ended, durably.
   *
   * @param run the run
   * @param end what was written
   */
  void ended(Run run, Change.Ended end);

  /**
   * The instance waits, durably, and has no owner any more.
   *
   * @param run the run
   * @param suspension what was written
   */
  void suspended(Run run, Change.Suspended suspension);

  /**
   * The run may not go on: its lease is lost, or its journal could not be written.
   *
   * @param run the run
   */
  void lost(Run run);
}
