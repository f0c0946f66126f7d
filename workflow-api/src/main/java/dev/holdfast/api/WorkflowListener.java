package dev.holdfast.api;

/**
 * Is told of the life of all instances on this server: an application provides it as a CDI bean of
 * any scope. It hears the records whose type begins with {@code workflow_}, of instances that are
 * created, run or controlled by this server, after their commit, as a rule in the order of their
 * ids.
 *
 * <p>Best effort: what happens while a server dies, or is created in the transaction of a caller,
 * is not told, and a listener that is far too slow misses records; the event log of each instance
 * has them. Calls come one at a time on threads of the engine and hold nothing else up; what a
 * listener throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface WorkflowListener {

  /**
   * Takes a record.
   *
   * @param entry the record, as in the event log
   */
  void record(LogEntry entry);
}
