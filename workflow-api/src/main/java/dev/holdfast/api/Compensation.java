package dev.holdfast.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says how a step is undone when its instance fails, or is terminated with rollback.
 *
 * <p>The handlers of all steps that have started run one after the other, in the reverse order of
 * the starts, each as a durable step of its own. A handler is never stored: after a crash the
 * workflow's code is replayed, without running a body, to find it again.
 *
 * @param handler undoes the step
 * @param retry when and how often a failed attempt of the handler is repeated; defaults are those
 *     of steps
 * @param timeout wall-clock time of one attempt of the handler, more than zero and at most 365
 *     days; default that of steps
 * @param transactional whether the handler commits together with its record, in one JTA
 *     transaction, as the body of a transactional step does
 */
public record Compensation(
    CompensationHandler<?> handler,
    RetryPolicy retry,
    Optional<Duration> timeout,
    boolean transactional) {

  /**
   * Checks every part.
   *
   * @throws InvalidOptionException {@code options.invalid}, naming the part, the bound and the
   *     value
   */
  public Compensation {
    InvalidOptionException.check(handler != null, "compensation handler must not be null");
    timeout.ifPresent(
        value -> {
          Durations.checkPositive("compensation timeout", value);
          Durations.checkAtMostOneYear("compensation timeout", value);
        });
  }

  /**
   * Returns a compensation that looks at its {@link CompensationContext}.
   *
   * @param handler undoes the step
   * @return the compensation, all else by default
   */
  public static Compensation of(CompensationHandler<?> handler) {
    return new Compensation(handler, RetryPolicy.DEFAULT, Optional.empty(), false);
  }

  /**
   * Returns a compensation that needs nothing of the step.
   *
   * @param handler undoes the step
   * @return the compensation, all else by default
   */
  public static Compensation of(StepAction handler) {
    InvalidOptionException.check(handler != null, "compensation handler must not be null");
    return of(context -> handler.run());
  }

  /**
   * Returns a compensation that needs nothing but the step's output.
   *
   * @param type class of the step's result
   * @param handler undoes the step
   * @param <T> type of the step's result
   * @return the compensation, all else by default
   */
  public static <T> Compensation of(Class<T> type, OutputHandler<T> handler) {
    InvalidOptionException.check(handler != null, "compensation handler must not be null");
    return of(
        (CompensationContext<@Nullable Object> context) ->
            handler.compensate(type.cast(context.output())));
  }

  /**
   * Returns this compensation with another retry policy.
   *
   * @param retry the policy
   * @return the new compensation
   */
  public Compensation withRetry(RetryPolicy retry) {
    return new Compensation(handler, retry, timeout, transactional);
  }

  /**
   * Returns this compensation with another timeout.
   *
   * @param timeout more than zero, at most 365 days
   * @return the new compensation
   */
  public Compensation withTimeout(Duration timeout) {
    return new Compensation(handler, retry, Optional.of(timeout), transactional);
  }

  /**
   * Returns this compensation with another timeout.
   *
   * @param timeout a duration as text; see {@link Durations#parse}
   * @return the new compensation
   */
  public Compensation withTimeout(String timeout) {
    return withTimeout(Durations.parse(timeout));
  }

  /**
   * Returns this compensation with its handler in one JTA transaction with its record.
   *
   * @return the new compensation
   */
  public Compensation withTransaction() {
    return new Compensation(handler, retry, timeout, true);
  }
}
