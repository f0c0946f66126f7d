package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepOptionsTest {

  private static final Duration CENTURIES = Duration.ofSeconds(Long.MAX_VALUE);

  /**
   * Is an option out of its bounds.
   *
   * @param options builds it
   * @param message what the error names
   */
  private record Wrong(Supplier<Object> options, String message) {

    @Override
    public String toString() {
      return message;
    }
  }

  // case 58, case 92
  static Stream<Wrong> outOfBounds() {
    return Stream.of(
        new Wrong(
            () -> RetryPolicy.ofLimit(10_001),
            "retry limit must be between 0 and 10000, was 10001"),
        new Wrong(() -> RetryPolicy.ofLimit(-1), "retry limit must be between 0 and 10000, was -1"),
        new Wrong(
            () -> RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(-1)),
            "retry delay must not be negative, was PT-0.001S"),
        new Wrong(
            () -> RetryPolicy.DEFAULT.withMaxDelay("0s"),
            "maximum retry delay must be more than zero, was PT0S"),
        new Wrong(
            () -> RetryPolicy.DEFAULT.withJitter(1.01),
            "retry jitter must be between 0 and 1, was 1.01"),
        new Wrong(
            () -> RetryPolicy.DEFAULT.withJitter(-0.01),
            "retry jitter must be between 0 and 1, was -0.01"),
        new Wrong(
            () -> RetryPolicy.DEFAULT.withJitter(Double.NaN),
            "retry jitter must be between 0 and 1, was NaN"),
        new Wrong(
            () -> StepOptions.ofTimeout("0s"), "step timeout must be more than zero, was PT0S"),
        new Wrong(
            () -> StepOptions.DEFAULT.withTimeout(Duration.ofDays(365).plusMillis(1)),
            "step timeout must be at most 365 days, was PT8760H0.001S"),
        new Wrong(
            () -> StepOptions.DEFAULT.withTimeout(CENTURIES),
            "step timeout must be at most 365 days, was " + CENTURIES));
  }

  @ParameterizedTest
  @MethodSource("outOfBounds")
  void refusesWhatIsOutOfBoundsWhenItIsBuilt(Wrong wrong) {
    assertThatThrownBy(wrong.options()::get)
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining(wrong.message())
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("options.invalid");
  }

  @Test // case 92
  void acceptsWhatLiesOnTheBounds() {
    assertThat(RetryPolicy.ofLimit(10_000).limit()).contains(10_000);
    assertThat(RetryPolicy.none().limit()).contains(0);
    assertThat(RetryPolicy.DEFAULT.withDelay(Duration.ZERO).delay()).contains(Duration.ZERO);
    assertThat(RetryPolicy.DEFAULT.withJitter(1).jitter()).contains(1.0);
    assertThat(StepOptions.ofTimeout("365 days").timeout()).contains(Duration.ofDays(365));
  }

  @Test // case 61
  void readsDurationsWrittenAsText() {
    assertThat(RetryPolicy.DEFAULT.withDelay("30s").delay()).contains(Duration.ofSeconds(30));
    assertThat(RetryPolicy.DEFAULT.withMaxDelay("5 minutes").maxDelay())
        .contains(Duration.ofMinutes(5));
    assertThat(StepOptions.ofTimeout("1.5 hours").timeout()).contains(Duration.ofMinutes(90));
    assertThatThrownBy(() -> RetryPolicy.DEFAULT.withDelay("5 bananas"))
        .isInstanceOf(InvalidDurationException.class)
        .hasMessageContaining("5 bananas");
  }

  @Test
  void keepsDurationsInWholeMillisecondsRoundedUp() {
    Duration some = Duration.ofNanos(1);

    assertThat(StepOptions.DEFAULT.withTimeout(some).timeout()).contains(Duration.ofMillis(1));
    assertThat(RetryPolicy.DEFAULT.withDelay(some).delay()).contains(Duration.ofMillis(1));
    assertThat(RetryPolicy.DEFAULT.withMaxDelay(some).maxDelay()).contains(Duration.ofMillis(1));
    assertThat(RetryPolicy.DEFAULT.withDelay(CENTURIES).delay())
        .contains(Duration.ofMillis(Long.MAX_VALUE));
  }

  @Test
  void letsADelayAndADelayFunctionReplaceEachOther() {
    DelayFunction function = (context, error) -> Duration.ZERO;

    RetryPolicy withFunction = RetryPolicy.DEFAULT.withDelay("1s").withDelay(function);
    RetryPolicy withDelay = withFunction.withDelay("2s");

    assertThat(withFunction.delay()).isEmpty();
    assertThat(withFunction.delayFunction()).contains(function);
    assertThat(withFunction.orElse(RetryPolicy.DEFAULT.withDelay("9s")).delay()).isEmpty();
    assertThat(withDelay.delay()).contains(Duration.ofSeconds(2));
    assertThat(withDelay.delayFunction()).isEmpty();
  }

  @Test
  void fillsWhatIsNotSetFromTheDefaults() {
    StepOptions defaults = StepOptions.ofRetry(RetryPolicy.ofLimit(5)).withTimeout("10 minutes");

    StepOptions filled = StepOptions.DEFAULT.withSensitive().withLargeResult().orElse(defaults);

    assertThat(filled.retry().limit()).contains(5);
    assertThat(filled.timeout()).contains(Duration.ofMinutes(10));
    assertThat(filled.sensitive()).isTrue();
    assertThat(filled.largeResult()).isTrue();
    assertThat(StepOptions.DEFAULT.largeResult()).isFalse();
  }
}
