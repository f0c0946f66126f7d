package dev.holdfast.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says how often and after which delays a failed step is tried again.
 *
 * <p>Every part defaults on its own: a policy that names only a limit keeps the engine's delay and
 * back-off. The delay after failed attempt {@code n} is the base delay, times {@code n} for linear,
 * times {@code 2^(n-1)} for exponential back-off; then multiplied by a random factor from {@code
 * 1-jitter} to {@code 1+jitter}; then capped by the maximum delay. It is fixed when the attempt
 * fails, so a crash neither repeats nor re-rolls it.
 *
 * @param limit retries after the first attempt, 0 to {@value #MAX_LIMIT}; engine default 5
 * @param delay base delay, zero or more; engine default 10 seconds; empty when a function is set
 * @param backoff growth of the delay; engine default exponential
 * @param maxDelay cap of the delay, more than zero; none by default, and never above 365 days
 * @param jitter share of the delay that is random, 0 to 1; engine default 0
 * @param delayFunction computes the base delay instead; never stored, taken from the live code
 */
public record RetryPolicy(
    Optional<Integer> limit,
    Optional<Duration> delay,
    Optional<Backoff> backoff,
    Optional<Duration> maxDelay,
    Optional<Double> jitter,
    Optional<DelayFunction> delayFunction) {

  /** The largest number of retries. */
  public static final int MAX_LIMIT = 10_000;

  /** A policy in which every part is the engine's default. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Checks every part.
   *
   * @throws InvalidOptionException {@code options.invalid}, naming the part, the bound and the
   *     value
   */
  public RetryPolicy {
    limit.ifPresent(
        value ->
            InvalidOptionException.check(
                value >= 0 && value <= MAX_LIMIT,
                "retry limit must be between 0 and " + MAX_LIMIT + ", was " + value));
    delay.ifPresent(value -> Durations.checkNotNegative("retry delay", value));
    maxDelay.ifPresent(value -> Durations.checkPositive("maximum retry delay", value));
    jitter.ifPresent(
        value ->
            InvalidOptionException.check(
                value >= 0 && value <= 1, "retry jitter must be between 0 and 1, was " + value));
    delay = delay.map(Durations::kept);
    maxDelay = maxDelay.map(Durations::kept);
  }

  /**
   * Returns a policy that never tries again.
   *
   * @return one attempt, no retries
   */
  public static RetryPolicy none() {
    return ofLimit(0);
  }

  /**
   * Returns a policy with a number of retries, all else by default.
   *
   * @param limit retries after the first attempt, 0 to {@value #MAX_LIMIT}
   * @return the policy
   */
  public static RetryPolicy ofLimit(int limit) {
    return DEFAULT.withLimit(limit);
  }

  /**
   * Returns this policy with another number of retries.
   *
   * @param limit retries after the first attempt, 0 to {@value #MAX_LIMIT}
   * @return the new policy
   */
  public RetryPolicy withLimit(int limit) {
    return new RetryPolicy(Optional.of(limit), delay, backoff, maxDelay, jitter, delayFunction);
  }

  /**
   * Returns this policy with another base delay, and without a delay function.
   *
   * @param delay zero or more
   * @return the new policy
   */
  public RetryPolicy withDelay(Duration delay) {
    return new RetryPolicy(
        limit, Optional.of(delay), backoff, maxDelay, jitter, Optional.<DelayFunction>empty());
  }

  /**
   * Returns this policy with another base delay.
   *
   * @param delay a duration as text, such as {@code "30s"}; see {@link Durations#parse}
   * @return the new policy
   */
  public RetryPolicy withDelay(String delay) {
    return withDelay(Durations.parse(delay));
  }

  /**
   * Returns this policy with a function that computes the base delay.
   *
   * @param function called once for each failed attempt that will be retried
   * @return the new policy
   */
  public RetryPolicy withDelay(DelayFunction function) {
    return new RetryPolicy(
        limit, Optional.<Duration>empty(), backoff, maxDelay, jitter, Optional.of(function));
  }

  /**
   * Returns this policy with another growth of the delay.
   *
   * @param backoff the growth
   * @return the new policy
   */
  public RetryPolicy withBackoff(Backoff backoff) {
    return new RetryPolicy(limit, delay, Optional.of(backoff), maxDelay, jitter, delayFunction);
  }

  /**
   * Returns this policy with another cap of the delay.
   *
   * @param maxDelay more than zero
   * @return the new policy
   */
  public RetryPolicy withMaxDelay(Duration maxDelay) {
    return new RetryPolicy(limit, delay, backoff, Optional.of(maxDelay), jitter, delayFunction);
  }

  /**
   * Returns this policy with another cap of the delay.
   *
   * @param maxDelay a duration as text; see {@link Durations#parse}
   * @return the new policy
   */
  public RetryPolicy withMaxDelay(String maxDelay) {
    return withMaxDelay(Durations.parse(maxDelay));
  }

  /**
   * Returns this policy with another share of randomness.
   *
   * @param jitter 0 for none, 1 for a delay anywhere between zero and twice its length
   * @return the new policy
   */
  public RetryPolicy withJitter(double jitter) {
    return new RetryPolicy(limit, delay, backoff, maxDelay, Optional.of(jitter), delayFunction);
  }

  /**
   * Fills the parts that are not set from other ones.
   *
   * @param defaults where missing parts come from
   * @return a policy whose parts are set here or there
   */
  public RetryPolicy orElse(RetryPolicy defaults) {
    return new RetryPolicy(
        limit.or(defaults::limit),
        delayFunction.isPresent() ? delay : delay.or(defaults::delay),
        backoff.or(defaults::backoff),
        maxDelay.or(defaults::maxDelay),
        jitter.or(defaults::jitter),
        delay.isPresent() ? delayFunction : delayFunction.or(defaults::delayFunction));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RetryPolicy that
        && limit.equals(that.limit)
        && delay.equals(that.delay)
        && backoff.equals(that.backoff)
        && maxDelay.equals(that.maxDelay)
        && jitter.equals(that.jitter)
        && delayFunction.isPresent() == that.delayFunction.isPresent();
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(limit, delay, backoff, maxDelay, jitter);
  }
}
