package dev.holdfast.api;

/** Stands for a listener that follows an event log. Thread-safe. */
public interface LogSubscription extends AutoCloseable {

  /**
   * Tells whether there may be more records.
   *
   * @return false once it has ended or is closed
   */
  boolean isOpen();

  /** Lets the listener hear nothing more, save for a record that it is being told right now. */
  @Override
  void close();
}
