package dev.holdfast.benchmark.workload;

import java.util.Optional;

/** Is an engine that is measured. Thread-safe. */
public interface Subject {

  /** Is a workflow that every engine has to offer. */
  enum Kind {
    /** Makes one step, which returns a small object. */
    ONE_STEP,
    /** Makes ten such steps, one after the other. */
    TEN_STEPS,
    /** Waits for one event. */
    WAIT,
    /** Notes the time in a step, sleeps, and tells {@link Lateness} how late it was woken. */
    SLEEP,
    /** Makes a hundred steps at the same time. */
    HUNDRED_PARALLEL,
    /** Makes as many such steps as it is told, one after the other. */
    MANY_STEPS,
    /** Sleeps as often as it is told, for {@link Workload#NAP}, without a thread. */
    NAPS,
    /** Sleeps for {@link Workload#LONG_SLEEP}. */
    LONG_SLEEP,
    /**
     * Makes as many steps as it is told, then waits for one event after the other; a step tells
     * {@link Wakes} the number of each.
     */
    WAKES
  }

  /** Is an instance of a workflow. */
  interface Started {

    /** Sends the event that the instance waits for. */
    void send() throws Exception;

    /**
     * Sends an event that carries a number.
     *
     * @param number the number
     */
    default void send(int number) throws Exception {
      throw new UnsupportedOperationException("Events with a number are not offered");
    }

    /** Waits for the end; fails unless it is a success. */
    void awaitEnd() throws Exception;
  }

  /**
   * Starts an instance; when this returns, the instance survives a crash.
   *
   * @param kind the workflow
   * @return the instance
   */
  Started start(Kind kind) throws Exception;

  /**
   * Starts an instance of a kind that is told how often to do something; when this returns, the
   * instance survives a crash.
   *
   * @param kind the workflow
   * @param times how often
   * @return the instance
   */
  default Started start(Kind kind, int times) throws Exception {
    throw new UnsupportedOperationException(kind + " is not offered");
  }

  /**
   * Tells whether the engine has a kind of workflow at all.
   *
   * @param kind the workflow
   * @return false when workloads with it are to be left out
   */
  default boolean offers(Kind kind) {
    return true;
  }

  /**
   * Returns this engine with another way in.
   *
   * @param door the way in
   * @return the engine; empty when it has no such door
   */
  default Optional<Subject> through(Door door) {
    return door == Door.CLIENT ? Optional.of(this) : Optional.empty();
  }
}
