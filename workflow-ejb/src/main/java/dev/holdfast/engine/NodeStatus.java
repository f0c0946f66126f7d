package dev.holdfast.engine;

/** Tells how this server process is doing as a node. Answers from memory. */
@FunctionalInterface
public interface NodeStatus {

  /**
   * Tells whether this process may run instances.
   *
   * @return true when it has joined, has not been fenced, and has renewed its lease in time
   */
  boolean isLeaseInForce();
}
