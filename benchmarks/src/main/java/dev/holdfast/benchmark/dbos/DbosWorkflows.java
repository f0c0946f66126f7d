package dev.holdfast.benchmark.dbos;

import dev.holdfast.benchmark.workload.Measured;

/** Are the workflows; DBOS calls them through a proxy of this interface. */
public interface DbosWorkflows {

  /** Makes one step. */
  Measured oneStep();

  /** Makes ten steps, one after the other. */
  Measured tenSteps();

  /**
   * Makes steps, one after the other.
   *
   * @param steps how many
   */
  Measured steps(int steps);

  /** Waits for one event. */
  Measured await();

  /** Sleeps, and tells how late it was woken. */
  Long sleep();

  /** Makes a hundred steps at the same time, each in a child, since DBOS has no other way. */
  Integer hundredParallel();
}
