package dev.holdfast.metrics;

/** Shows this server in JMX. The last three are numbers of all servers and read the database. */
public interface NodeMXBean {

  /**
   * Tells whether this server may run instances.
   *
   * @return true while its lease is in force
   */
  boolean isLeaseInForce();

  /**
   * Returns who this server is at present.
   *
   * @return its incarnation
   */
  long getIncarnation();

  /**
   * Counts the instances that this server executes.
   *
   * @return how many
   */
  int getExecuting();

  /**
   * Returns how many instances this server may execute at a time.
   *
   * @return the limit
   */
  int getExecutingLimit();

  /**
   * Counts the instances that are due and not claimed.
   *
   * @return how many, up to five seconds ago
   */
  long getDueInstances();

  /**
   * Counts the instances that are not getting on.
   *
   * @return how many, up to five seconds ago
   */
  long getStuckInstances();

  /**
   * Counts the parked messages.
   *
   * @return how many, up to five seconds ago
   */
  long getParkedMessages();
}
