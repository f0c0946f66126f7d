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
public interface WorkflowStep extends RunSteps, TransactionalSteps, BatchSteps {

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
   * Starts a child with default options; see {@link #startChild(String, String, ChildOptions)}.
   *
   * @param name name of the step
   * @param workflow name of the child's workflow
   * @return id of the child
   * @throws StepFailedException when it cannot be started
   */
  default String startChild(String name, String workflow) {
    return startChild(name, workflow, ChildOptions.DEFAULT);
  }

  /**
   * Starts an instance of a workflow as a child of this one and goes on. Recorded once; an
   * execution that was lost in between finds the child that it has started, never a second one.
   *
   * <p>What keeps the child from being started is retried like a failing body, with the engine's
   * default retries; refused options and params are not. Counts as a step.
   *
   * @param name name of the step
   * @param workflow name of the child's workflow; it may be another application's
   * @param options id, params and the like
   * @return id of the child, for use with {@link Workflows#get}
   * @throws StepFailedException when it cannot be started: {@code instance.already_exists} at once
   *     when the id belongs to somebody else
   */
  String startChild(String name, String workflow, ChildOptions options);

  /**
   * Starts a child with default options and waits for its end; see {@link #callChild(String,
   * String, ChildOptions, TypeToken)}.
   *
   * @param name name of the step
   * @param workflow name of the child's workflow
   * @param type class of the child's output
   * @param <T> type of the output
   * @return the output
   * @throws StepFailedException when it cannot be started
   * @throws ChildFailedException when it gives no output
   */
  default <T> T callChild(String name, String workflow, Class<T> type) {
    return callChild(name, workflow, ChildOptions.DEFAULT, type);
  }

  /**
   * Starts a child and waits for its end; see {@link #callChild(String, String, ChildOptions,
   * TypeToken)}.
   *
   * @param name name of the step
   * @param workflow name of the child's workflow
   * @param options id, params, timeout and the like
   * @param type class of the child's output
   * @param <T> type of the output
   * @return the output
   * @throws StepFailedException when it cannot be started
   * @throws ChildFailedException when it gives no output
   */
  default <T> T callChild(String name, String workflow, ChildOptions options, Class<T> type) {
    return callChild(name, workflow, options, TypeToken.of(type));
  }

  /**
   * Starts a child as {@link #startChild(String, String, ChildOptions)} does and waits for its end,
   * without a thread. The outcome is recorded. A child that is restarted before that is waited for
   * again.
   *
   * <p>An instance of somebody else, taken by {@link ChildOptions#returnExisting}, does not report
   * its end: it is looked at every ten seconds.
   *
   * @param name name of the step
   * @param workflow name of the child's workflow; it may be another application's
   * @param options id, params, timeout and the like
   * @param type full type of the child's output
   * @param <T> type of the output
   * @return the output
   * @throws StepFailedException when it cannot be started
   * @throws ChildFailedException when it gives no output: {@code child.failed}, {@code
   *     child.terminated}, {@code child.deleted}, or {@code child.timeout}, in which case it runs
   *     on
   */
  <T extends @Nullable Object> T callChild(
      String name, String workflow, ChildOptions options, TypeToken<T> type);

  /**
   * Publishes a value for those who watch the instance; the latest wins. Not a step: nothing waits
   * for it, a crash may lose it, and a replay does not publish again what it finds recorded. May be
   * called inside bodies too.
   *
   * @param value what to show, at most 1 MiB encoded; null is a value too
   * @throws InvalidOptionException when it cannot be stored
   * @throws PayloadTooLargeException when it is too large
   */
  void progress(@Nullable Object value);

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

  /**
   * Waits for every branch to end, however it ends.
   *
   * @param branches the branches; none gives an empty list
   * @param <T> common type of the results
   * @return result or failure of each, in the order of the branches
   */
  <T extends @Nullable Object> List<Settled<T>> allSettled(
      List<? extends Branch<? extends T>> branches);

  /**
   * Waits for the first branch to end, and cancels the others; see {@link #race(String, List,
   * Losers)}.
   *
   * @param name name of the race
   * @param branches one branch or more
   * @param <T> common type of the results
   * @return the first branch to end
   */
  default <T extends @Nullable Object> Winner<T> race(
      String name, List<? extends Branch<? extends T>> branches) {
    return race(name, branches, Losers.CANCEL);
  }

  /**
   * Waits for the first branch to end, well or badly.
   *
   * <p>The winner is recorded, in one commit with the cancellation of the others, and is the same
   * on every replay. When a crash comes before that, the branch whose last step was recorded first
   * has won; when none has recorded any, the first of the list that has ended. Awaiting a cancelled
   * branch throws {@code branch.cancelled}.
   *
   * @param name name of the race
   * @param branches one branch or more ({@code options.invalid})
   * @param losers what becomes of the others
   * @param <T> common type of the results
   * @return the first branch to end
   * @throws WorkflowException whatever ended that branch, when it failed
   */
  <T extends @Nullable Object> Winner<T> race(
      String name, List<? extends Branch<? extends T>> branches, Losers losers);

  /**
   * Waits for the first branch to succeed, and cancels the others; see {@link #any(String, List,
   * Losers)}.
   *
   * @param name name of the race
   * @param branches one branch or more
   * @param <T> common type of the results
   * @return the first branch to succeed
   * @throws AllBranchesFailedException when none did
   */
  default <T extends @Nullable Object> Winner<T> any(
      String name, List<? extends Branch<? extends T>> branches) {
    return any(name, branches, Losers.CANCEL);
  }

  /**
   * Waits for the first branch to succeed; otherwise like {@link #race(String, List, Losers)}, with
   * which it shares its names.
   *
   * @param name name of the race
   * @param branches one branch or more ({@code options.invalid})
   * @param losers what becomes of the others
   * @param <T> common type of the results
   * @return the first branch to succeed
   * @throws AllBranchesFailedException when none did; the same on every replay
   */
  <T extends @Nullable Object> Winner<T> any(
      String name, List<? extends Branch<? extends T>> branches, Losers losers);

  /**
   * Handles all items at the same time; see {@link #forEach(String, List, int, ItemBody)}.
   *
   * @param name name of the branches
   * @param items the items, the same on every execution
   * @param body what to do with each
   * @param <I> type of the items
   * @param <T> type of the results
   * @return the results in the order of the items
   */
  default <I extends @Nullable Object, T extends @Nullable Object> List<T> forEach(
      String name, List<? extends I> items, ItemBody<? super I, ? extends T> body) {
    return forEach(name, items, Integer.MAX_VALUE, body);
  }

  /**
   * Handles each item in a branch of its own, a few at a time. The branches have the scopes {@code
   * name-1}, {@code name-2} and so on, and are started in the order of the items; one that sleeps
   * or waits counts as being handled.
   *
   * @param name name of the branches
   * @param items the items, the same on every execution; none gives an empty list
   * @param concurrency most items handled at a time, 1 or more ({@code options.invalid})
   * @param body what to do with each
   * @param <I> type of the items
   * @param <T> type of the results
   * @return the results in the order of the items
   * @throws WorkflowException the failure of the first failed item in that order, the others
   *     suppressed in it; thrown only when every item has been handled
   */
  <I extends @Nullable Object, T extends @Nullable Object> List<T> forEach(
      String name, List<? extends I> items, int concurrency, ItemBody<? super I, ? extends T> body);
}
