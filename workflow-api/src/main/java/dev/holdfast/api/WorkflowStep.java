package dev.holdfast.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Offers the durable operations of a workflow. Each is recorded under its kind, its name and its
 * occurrence; once recorded it is never done again, and a replay returns the recorded outcome.
 *
 * <p>Names have 1 to 256 characters, no control characters, and must be the same on every execution
 * ({@code step.invalid_name}). The same name may be used again: the calls are told apart by their
 * order.
 *
 * <p>When the workflow has to wait, these methods leave the thread by an {@link Error} that only
 * the engine may catch; code that swallows it gets it again at its next call.
 */
public interface WorkflowStep extends RunSteps, TransactionalSteps {

  /** How long a wait for an event lasts when no timeout is given. */
  Duration DEFAULT_EVENT_TIMEOUT = Duration.ofHours(24);

  /**
   * Sleeps without holding a thread. The wake-up time is fixed at the first encounter: after a
   * crash or a downtime only the rest is waited.
   *
   * @param name name of the sleep
   * @param duration zero to 365 days
   * @throws WorkflowException {@code sleep.too_long} beyond that
   */
  void sleep(String name, Duration duration);

  /**
   * Sleeps without holding a thread; see {@link #sleep(String, Duration)}.
   *
   * @param name name of the sleep
   * @param duration a duration as text, such as {@code "7 days"}; see {@link Durations#parse}
   */
  default void sleep(String name, String duration) {
    sleep(name, Durations.parse(duration));
  }

  /**
   * Sleeps until a point in time; one in the past returns at once.
   *
   * @param name name of the sleep
   * @param instant at most 365 days ahead
   * @throws WorkflowException {@code sleep.too_long} beyond that
   */
  void sleepUntil(String name, Instant instant);

  /**
   * Waits up to 24 hours for an event of a type and takes it.
   *
   * @param name name of the wait
   * @param type type of the event, see {@link #waitForEvent(String, String, TypeToken, Duration)}
   * @param payload class of the payload
   * @param <T> type of the payload
   * @return the event
   * @throws EventTimeoutException when none came in time
   */
  default <T> ReceivedEvent<T> waitForEvent(String name, String type, Class<T> payload) {
    return waitForEvent(name, type, payload, DEFAULT_EVENT_TIMEOUT);
  }

  /**
   * Waits for an event of a type and takes it.
   *
   * @param name name of the wait
   * @param type type of the event, see {@link #waitForEvent(String, String, TypeToken, Duration)}
   * @param payload class of the payload
   * @param timeout 1 second to 365 days
   * @param <T> type of the payload
   * @return the event
   * @throws EventTimeoutException when none came in time
   */
  default <T> ReceivedEvent<T> waitForEvent(
      String name, String type, Class<T> payload, Duration timeout) {
    return waitForEvent(name, type, TypeToken.of(payload), timeout);
  }

  /**
   * Waits for an event of a type and takes it.
   *
   * @param name name of the wait
   * @param type type of the event, see {@link #waitForEvent(String, String, TypeToken, Duration)}
   * @param payload class of the payload
   * @param timeout a duration as text, such as {@code "24h"}; see {@link Durations#parse}
   * @param <T> type of the payload
   * @return the event
   * @throws EventTimeoutException when none came in time
   */
  default <T> ReceivedEvent<T> waitForEvent(
      String name, String type, Class<T> payload, String timeout) {
    return waitForEvent(name, type, payload, Durations.parse(timeout));
  }

  /**
   * Waits for an event of a type and takes it.
   *
   * <p>Events accepted since the instance was created are kept and handed over per type in order of
   * acceptance, each to one wait. An event accepted before the deadline is delivered even when the
   * engine gets to it later. The deadline is fixed at the first encounter.
   *
   * @param name name of the wait
   * @param type type of the event: 1 to 100 letters, digits, {@code _} and {@code -}, not starting
   *     with {@code -} ({@code event.invalid_type})
   * @param payload full type of the payload
   * @param timeout 1 second to 365 days ({@code options.invalid})
   * @param <T> type of the payload
   * @return the event
   * @throws EventTimeoutException when none came in time; recorded, so every replay throws it
   * @throws WorkflowException {@code event.payload_unreadable} when the payload is not a {@code T};
   *     recorded as well
   */
  <T extends @Nullable Object> ReceivedEvent<T> waitForEvent(
      String name, String type, TypeToken<T> payload, Duration timeout);

  /**
   * Starts a sequence of steps beside this one, in a name scope of its own.
   *
   * @param name name of the branch
   * @param body its code; inside, only the object that it is given may be used ({@code
   *     step.wrong_scope})
   * @param <T> type of the result
   * @return the branch, to be awaited; {@code run} does not end before its branches
   */
  <T extends @Nullable Object> Branch<T> branch(String name, BranchBody<T> body);

  /**
   * Waits for every branch to end.
   *
   * @param branches the branches; none gives an empty list
   * @param <T> common type of the results
   * @return the results in the order of the branches
   * @throws WorkflowException the failure of the first failed branch in that order, the others
   *     suppressed in it; thrown only when every branch has ended
   */
  <T extends @Nullable Object> List<T> all(List<? extends Branch<? extends T>> branches);
}
