package dev.holdfast.engine.run;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.DelayFunction;
import dev.holdfast.api.Durations;
import dev.holdfast.api.RetryDelayException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Computes how long to wait after a failed attempt. */
final class RetryDelays {

  /** How long a delay function may take, in seconds; from the specification of steps. */
  private static final long FUNCTION_SECONDS = 5;

  private final Executor threads;
  private final RandomGenerator random;

  RetryDelays(Executor threads, RandomGenerator random) {
    this.threads = threads;
    this.random = random;
  }

  /**
   * Returns the delay before the next attempt.
   *
   * @throws InvalidDelay when the delay function gives none
   */
  Duration after(StepContext context, String shownName, Throwable error, Duration fallback) {
    RetryPolicy retry = context.options().retry();
    Duration base =
        retry.delayFunction().isPresent()
            ? ask(retry.delayFunction().get(), context, shownName, error)
            : retry.delay().orElse(fallback);
    double millis =
        base.toMillis()
            * growth(retry.backoff().orElse(Backoff.EXPONENTIAL), context.attempt())
            * jitter(retry.jitter().orElse(0.0));
    Duration cap = retry.maxDelay().orElse(Durations.ONE_YEAR);
    Duration longest = cap.compareTo(Durations.ONE_YEAR) < 0 ? cap : Durations.ONE_YEAR;
    return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) Math.ceil(millis));
  }

  private static double growth(Backoff backoff, int attempt) {
    return switch (backoff) {
      case CONSTANT -> 1;
      case LINEAR -> attempt;
      case EXPONENTIAL -> Math.pow(2, attempt - 1.0);
    };
  }

  private double jitter(double share) {
    return share == 0 ? 1 : 1 - share + 2 * share * random.nextDouble();
  }

  private Duration ask(
      DelayFunction function, StepContext context, String shownName, Throwable error) {
    CompletableFuture<@Nullable Duration> answer =
        CompletableFuture.supplyAsync(() -> function.delay(context, error), threads);
    try {
      @Nullable Duration delay = answer.get(FUNCTION_SECONDS, TimeUnit.SECONDS);
      if (delay == null || delay.isNegative()) {
        throw new InvalidDelay(shownName, "returned an invalid delay (" + delay + ")");
      }
      return delay;
    } catch (ExecutionException e) {
      throw new InvalidDelay(shownName, "threw " + e.getCause());
    } catch (TimeoutException e) {
      throw new InvalidDelay(shownName, "did not return within " + FUNCTION_SECONDS + " seconds");
    } catch (InterruptedException e) {
      throw new Suspension();
    }
  }

  /** Says that a delay function gave no delay; ends the step. */
  static final class InvalidDelay extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidDelay(String shownName, String what) {
      super(
          "The delay function of step '%s' %s (%s)"
              .formatted(shownName, what, RetryDelayException.CODE));
    }
  }
}
