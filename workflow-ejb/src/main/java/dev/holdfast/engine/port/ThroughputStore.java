package dev.holdfast.engine.port;

import java.time.Instant;
import java.util.List;

/**
 * Keeps how many instances were created and ended in each minute, for charts. Each method is a
 * transaction of its own.
 */
public interface ThroughputStore {

  /**
   * Adds what a node has counted.
   *
   * @param node incarnation of the node
   * @param counts what it has counted, each workflow and minute once
   */
  void add(long node, List<Throughput> counts);

  /**
   * Lists what all nodes together have counted.
   *
   * @param from the first minute wanted
   * @return a count for each minute and workflow that has one, oldest first
   */
  List<Throughput> list(Instant from);

  /**
   * Removes what is old.
   *
   * @param before the first minute to keep
   */
  void purge(Instant before);

  /**
   * Is what has happened in some time.
   *
   * @param since when it began
   * @param workflow name of the workflow; empty for all together
   * @param created instances created
   * @param completed instances that are complete
   * @param errored instances that are errored
   * @param terminated instances that were terminated
   * @param failedAttempts attempts of steps that failed
   */
  record Throughput(
      Instant since,
      String workflow,
      long created,
      long completed,
      long errored,
      long terminated,
      long failedAttempts) {

    /**
     * Adds other counts to these.
     *
     * @param other what has happened besides
     * @return the sums, for this time and workflow
     */
    public Throughput plus(Throughput other) {
      return new Throughput(
          since,
          workflow,
          created + other.created,
          completed + other.completed,
          errored + other.errored,
          terminated + other.terminated,
          failedAttempts + other.failedAttempts);
    }
  }
}
