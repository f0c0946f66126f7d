package dev.holdfast.engine;

/** Tells how this server process is doing as a node. Answers from memory. */
public interface NodeStatus {

  /**
   * Tells whether this process may run instances.
   *
   * @return true when it has joined, has not been fenced, and has renewed its lease in time
   */
  boolean isLeaseInForce();

  /**
   * Returns who this process is at present.
   *
   * @return its incarnation
   */
  long incarnation();

  /**
   * Counts the instances that this process executes.
   *
   * @return how many slots are taken
   */
  int executing();

  /**
   * Returns how many instances this process may execute at a time.
   *
   * @return the number of its slots
   */
  int slots();
}
