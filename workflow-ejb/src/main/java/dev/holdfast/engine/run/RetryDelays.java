package dev.holdfast.engine.run;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.DelayFunction;
import dev.holdfast.api.Durations;
import dev.holdfast.api.RetryDelayException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepContext;
import dev.holdfast.engine.port.AlarmClock.Alarm;
import dev.holdfast.engine.port.Ports;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Computes how long to wait after a failed attempt. */
final class RetryDelays {

  /** How long a delay function may take, in seconds; from the specification of steps. */
  private static final long FUNCTION_SECONDS = 5;

  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Ports ports;
  private final Duration usualDelay;

  /**
   * Makes it.
   *
   * @param ports run delay functions, tell the time and roll jitter
   * @param usualDelay the base delay where no other is known
   */
  RetryDelays(Ports ports, Duration usualDelay) {
    this.ports = ports;
    this.usualDelay = usualDelay;
  }

  /**
   * Returns the delay before the next attempt.
   *
   * @param stopping whether the node is stopping, which leaves no time for delay functions
   * @throws InvalidDelay when the delay function gives none
   */
  Duration after(StepContext context, String shownName, Throwable error, boolean stopping) {
    RetryPolicy retry = context.options().retry();
    Optional<DelayFunction> function = stopping ? Optional.empty() : retry.delayFunction();
    Duration base =
        function.isPresent()
            ? ask(function.get(), context, shownName, error)
            : retry.delay().orElse(usualDelay);
    double millis =
        millis(base)
            * growth(retry.backoff().orElse(Backoff.EXPONENTIAL), context.attempt())
            * jitter(retry.jitter().orElse(0.0));
    Duration cap = retry.maxDelay().orElse(Durations.ONE_YEAR);
    Duration longest = cap.compareTo(Durations.ONE_YEAR) < 0 ? cap : Durations.ONE_YEAR;
    return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) Math.ceil(millis));
  }

  /** Returns milliseconds, without the bounds of a long. */
  private static double millis(Duration duration) {
    return duration.getSeconds() * MILLIS_PER_SECOND + duration.getNano() / NANOS_PER_MILLI;
  }

  private static double growth(Backoff backoff, int attempt) {
    return switch (backoff) {
      case CONSTANT -> 1;
      case LINEAR -> attempt;
      case EXPONENTIAL -> Math.pow(2, attempt - 1.0);
    };
  }

  private double jitter(double share) {
    return share == 0 ? 1 : 1 - share + 2 * share * ports.random().nextDouble();
  }

  private Duration ask(
      DelayFunction function, StepContext context, String shownName, Throwable error) {
    CompletableFuture<@Nullable Duration> answer =
        CompletableFuture.supplyAsync(() -> function.delay(context, error), ports.threads());
    Alarm alarm =
        ports
            .alarms()
            .set(
                ports.clock().instant().plusSeconds(FUNCTION_SECONDS),
                () -> answer.completeExceptionally(new Late()));
    try {
      @Nullable Duration delay = answer.get();
      if (delay == null || delay.isNegative()) {
        throw new InvalidDelay(shownName, "returned an invalid delay (" + delay + ")");
      }
      return delay;
    } catch (ExecutionException e) {
      throw new InvalidDelay(
          shownName,
          e.getCause() instanceof Late
              ? "did not return within " + FUNCTION_SECONDS + " seconds"
              : "threw " + e.getCause());
    } catch (InterruptedException e) {
      throw new Suspension();
    } finally {
      alarm.cancel();
    }
  }

  /** Says that a delay function took too long. */
  private static final class Late extends RuntimeException {
    private static final long serialVersionUID = 1L;
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
