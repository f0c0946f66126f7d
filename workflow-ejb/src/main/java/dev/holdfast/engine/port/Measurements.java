package dev.holdfast.engine.port;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.StepRecord;
import java.time.Duration;
import java.time.Instant;

/**
 * Is told what this node does, by whoever measures. Called after the commit, on the threads that
 * make instances get on: must not wait, allocate much, or throw. What another node does, it is told
 * there. After a crash nobody is told what had just been committed.
 */
public interface Measurements {

  /**
   * An instance has been created.
   *
   * @param workflow name of its workflow
   */
  default void created(String workflow) {}

  /**
   * An instance has ended.
   *
   * @param workflow name of its workflow
   * @param status complete, errored or terminated
   */
  default void ended(String workflow, InstanceStatus status) {}

  /**
   * A step has been recorded: it has ended, or an attempt has failed and another one will be made,
   * or its body is taking long.
   *
   * @param workflow name of its workflow
   * @param step what is recorded
   */
  default void stepWritten(String workflow, StepRecord step) {}

  /** An event has been accepted. */
  default void eventAccepted() {}

  /** A message has been parked. */
  default void messageParked() {}

  /**
   * An instance that was due has been claimed.
   *
   * @param workflow name of its workflow
   * @param dueAt since when it was due
   * @param now the time
   */
  default void claimed(String workflow, Instant dueAt, Instant now) {}

  /**
   * A batch has been written to the journal.
   *
   * @param changes how many changes it had
   * @param taken how long it took, commit included
   */
  default void flushed(int changes, Duration taken) {}

  /**
   * A value has been stored that takes more than half of what is allowed.
   *
   * @param workflow name of its workflow; empty for an event to an instance that does not run here
   * @param what {@code params}, {@code event}, {@code result} or {@code output}
   */
  default void nearLimit(String workflow, String what) {}
}
