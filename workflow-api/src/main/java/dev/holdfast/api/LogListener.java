package dev.holdfast.api;

/**
 * Is told the records of an instance's event log, one after the other and each once. It is called
 * on a thread of the engine, never by two at a time; what it throws ends the subscription.
 */
@FunctionalInterface
public interface LogListener {

  /**
   * Takes the next record.
   *
   * @param entry the record
   */
  void record(LogEntry entry);

  /**
   * Says that there will be no more: the instance has ended, or was deleted. Not called when the
   * subscription is closed.
   */
  default void ended() {}

  /** Says about every 15 seconds that there is nothing to say. */
  default void idle() {}

  /**
   * Tells whether the subscription may be given up; asked about every second, and before each
   * record.
   *
   * @return true to be told nothing more
   */
  default boolean isDone() {
    return false;
  }
}
