package dev.holdfast.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what can be said about a step besides its name and body. Every part defaults on its own.
 *
 * @param retry when and how often a failed attempt is repeated
 * @param timeout wall-clock time of one attempt, more than zero and at most 365 days; engine
 *     default 10 minutes. On expiry the body's thread is interrupted and the attempt fails
 * @param sensitive whether viewers see {@code [REDACTED]} instead of the result; code always gets
 *     the real value, errors are not redacted
 * @param compensation how the step is undone when its instance fails; none by default
 * @param largeResult whether a result over the size limit (1 MiB encoded by default) is stored in
 *     chunks instead of being refused; a {@link Blob} always is
 */
public record StepOptions(
    RetryPolicy retry,
    Optional<Duration> timeout,
    boolean sensitive,
    Optional<Compensation> compensation,
    boolean largeResult) {

  /** Options in which every part is the engine's default. */
  public static final StepOptions DEFAULT =
      new StepOptions(RetryPolicy.DEFAULT, Optional.empty(), false, Optional.empty(), false);

  /**
   * Checks every part.
   *
   * @throws InvalidOptionException {@code options.invalid}, naming the part, the bound and the
   *     value
   */
  public StepOptions {
    timeout.ifPresent(
        value -> {
          Durations.checkPositive("step timeout", value);
          Durations.checkAtMostOneYear("step timeout", value);
        });
    timeout = timeout.map(Durations::kept);
  }

  /**
   * Returns options with a retry policy, all else by default.
   *
   * @param retry the policy
   * @return the options
   */
  public static StepOptions ofRetry(RetryPolicy retry) {
    return DEFAULT.withRetry(retry);
  }

  /**
   * Returns options with a timeout, all else by default.
   *
   * @param timeout a duration as text, such as {@code "30s"}; see {@link Durations#parse}
   * @return the options
   */
  public static StepOptions ofTimeout(String timeout) {
    return DEFAULT.withTimeout(timeout);
  }

  /**
   * Returns these options with another retry policy.
   *
   * @param retry the policy
   * @return the new options
   */
  public StepOptions withRetry(RetryPolicy retry) {
    return new StepOptions(retry, timeout, sensitive, compensation, largeResult);
  }

  /**
   * Returns these options with another timeout.
   *
   * @param timeout more than zero, at most 365 days
   * @return the new options
   */
  public StepOptions withTimeout(Duration timeout) {
    return new StepOptions(retry, Optional.of(timeout), sensitive, compensation, largeResult);
  }

  /**
   * Returns these options with another timeout.
   *
   * @param timeout a duration as text; see {@link Durations#parse}
   * @return the new options
   */
  public StepOptions withTimeout(String timeout) {
    return withTimeout(Durations.parse(timeout));
  }

  /**
   * Returns these options with the result hidden from viewers.
   *
   * @return the new options
   */
  public StepOptions withSensitive() {
    return new StepOptions(retry, timeout, true, compensation, largeResult);
  }

  /**
   * Returns these options with a way to undo the step.
   *
   * @param compensation the handler with its own retries and timeout
   * @return the new options
   */
  public StepOptions withCompensation(Compensation compensation) {
    return new StepOptions(retry, timeout, sensitive, Optional.of(compensation), largeResult);
  }

  /**
   * Returns these options with a handler that undoes the step, such as {@code
   * (CompensationContext<Booking> context) -> hotel.cancel(context.output())}.
   *
   * @param handler undoes the step
   * @param <T> type of the step's result
   * @return the new options
   */
  public <T extends @Nullable Object> StepOptions withCompensation(CompensationHandler<T> handler) {
    return withCompensation(Compensation.of(handler));
  }

  /**
   * Returns these options with a handler that needs nothing but the step's output, such as {@code
   * withCompensation(Booking.class, hotel::cancel)}.
   *
   * @param type class of the step's result
   * @param handler undoes the step; is given null when the step has no output
   * @param <T> type of the step's result
   * @return the new options
   */
  public <T> StepOptions withCompensation(Class<T> type, OutputHandler<T> handler) {
    return withCompensation(Compensation.of(type, handler));
  }

  /**
   * Returns these options with a handler that needs nothing of the step.
   *
   * @param handler undoes the step
   * @return the new options
   */
  public StepOptions withCompensation(StepAction handler) {
    return withCompensation(Compensation.of(handler));
  }

  /**
   * Returns these options with results over the size limit stored in chunks, up to the storage of
   * an instance (1 GiB by default).
   *
   * @return the new options
   */
  public StepOptions withLargeResult() {
    return new StepOptions(retry, timeout, sensitive, compensation, true);
  }

  /**
   * Fills the parts that are not set from other ones.
   *
   * @param defaults where missing parts come from
   * @return options whose parts are set here or there
   */
  public StepOptions orElse(StepOptions defaults) {
    return new StepOptions(
        retry.orElse(defaults.retry),
        timeout.or(defaults::timeout),
        sensitive || defaults.sensitive,
        compensation.or(defaults::compensation),
        largeResult || defaults.largeResult);
  }
}
