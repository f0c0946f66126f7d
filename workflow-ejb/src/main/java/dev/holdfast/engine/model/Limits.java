package dev.holdfast.engine.model;

import dev.holdfast.api.Durations;
import dev.holdfast.api.Workflow;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Holds the bounds of what instances may do and store.
 *
 * @param resultBytes largest step result and output, encoded
 * @param payloadBytes largest params and event payload, encoded
 * @param instanceBytes how much the results of one instance may be together
 * @param steps most steps that one execution may reach
 * @param bufferedEvents most events of an instance that no wait has taken
 * @param longestWait longest sleep and longest timeout of a wait
 * @param batch most entries of one batch of creations or deletions
 * @param queued most queued instances of a workflow
 * @param createRate most creations of a workflow in a second on one node; empty for any number
 */
public record Limits(
    int resultBytes,
    int payloadBytes,
    long instanceBytes,
    int steps,
    int bufferedEvents,
    Duration longestWait,
    int batch,
    int queued,
    OptionalInt createRate) {

  /** What holds where nobody says anything else. */
  public static final Limits DEFAULT =
      new Limits(
          1 << 20,
          1 << 20,
          1L << 30,
          Workflow.DEFAULT_STEP_LIMIT,
          10_000,
          Durations.ONE_YEAR,
          1_000,
          2_000_000,
          OptionalInt.empty());

  /**
   * Returns the longest wait as people write it.
   *
   * @return such as {@code 365 days}
   */
  public String shownLongestWait() {
    long days = longestWait.toDays();
    return longestWait.equals(Duration.ofDays(days)) ? days + " days" : longestWait.toString();
  }

  /**
   * Returns these limits with another size of instances.
   *
   * @param value how much the results of one instance may be together
   * @return the new limits
   */
  public Limits withInstanceBytes(long value) {
    return new Limits(
        resultBytes,
        payloadBytes,
        value,
        steps,
        bufferedEvents,
        longestWait,
        batch,
        queued,
        createRate);
  }

  /**
   * Returns these limits with another number of steps.
   *
   * @param value most steps of one execution
   * @return the new limits
   */
  public Limits withSteps(int value) {
    return new Limits(
        resultBytes,
        payloadBytes,
        instanceBytes,
        value,
        bufferedEvents,
        longestWait,
        batch,
        queued,
        createRate);
  }

  /**
   * Returns these limits with another number of buffered events.
   *
   * @param value most events that no wait has taken
   * @return the new limits
   */
  public Limits withBufferedEvents(int value) {
    return new Limits(
        resultBytes,
        payloadBytes,
        instanceBytes,
        steps,
        value,
        longestWait,
        batch,
        queued,
        createRate);
  }

  /**
   * Returns these limits with another longest wait.
   *
   * @param value longest sleep and timeout of a wait
   * @return the new limits
   */
  public Limits withLongestWait(Duration value) {
    return new Limits(
        resultBytes,
        payloadBytes,
        instanceBytes,
        steps,
        bufferedEvents,
        value,
        batch,
        queued,
        createRate);
  }

  /**
   * Returns these limits with another number of queued instances.
   *
   * @param value most queued instances of a workflow
   * @return the new limits
   */
  public Limits withQueued(int value) {
    return new Limits(
        resultBytes,
        payloadBytes,
        instanceBytes,
        steps,
        bufferedEvents,
        longestWait,
        batch,
        value,
        createRate);
  }

  /**
   * Returns these limits with another rate of creations.
   *
   * @param value most creations of a workflow in a second on one node
   * @return the new limits
   */
  public Limits withCreateRate(int value) {
    return new Limits(
        resultBytes,
        payloadBytes,
        instanceBytes,
        steps,
        bufferedEvents,
        longestWait,
        batch,
        queued,
        OptionalInt.of(value));
  }
}
