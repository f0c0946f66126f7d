package dev.holdfast.api;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Says how long an instance is kept after its end. What is left empty is taken from the workflow,
 * then from the engine, when the instance ends.
 *
 * @param success for complete and terminated instances: zero to 3650 days, or {@link #FOREVER}
 * @param error for errored instances: zero to 3650 days, or {@link #FOREVER}
 */
public record Retention(Optional<Duration> success, Optional<Duration> error) {

  /** Keeps the instance until somebody deletes it; {@code forever} as text. */
  public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  /** The longest retention besides {@link #FOREVER}. */
  public static final Duration LONGEST = Duration.ofDays(3650);

  /** Says nothing. */
  public static final Retention DEFAULT = new Retention(Optional.empty(), Optional.empty());

  /**
   * Checks both parts.
   *
   * @throws InvalidOptionException {@code options.invalid}, naming the part, the bound and the
   *     value
   */
  public Retention {
    success.ifPresent(value -> check("success retention", value));
    error.ifPresent(value -> check("error retention", value));
  }

  /**
   * Returns the same retention for both kinds of end.
   *
   * @param duration zero to 3650 days, or {@link #FOREVER}
   * @return the retention
   */
  public static Retention of(Duration duration) {
    return new Retention(Optional.of(duration), Optional.of(duration));
  }

  /**
   * Returns this retention with another time for complete and terminated instances.
   *
   * @param duration zero to 3650 days, or {@link #FOREVER}
   * @return the new retention
   */
  public Retention withSuccess(Duration duration) {
    return new Retention(Optional.of(duration), error);
  }

  /**
   * Returns this retention with another time for errored instances.
   *
   * @param duration zero to 3650 days, or {@link #FOREVER}
   * @return the new retention
   */
  public Retention withError(Duration duration) {
    return new Retention(success, Optional.of(duration));
  }

  /**
   * Reads a retention that people have written.
   *
   * @param text a duration such as {@code 30 days}, see {@link Durations#parse}, or {@code forever}
   * @return the duration, {@link #FOREVER} for {@code forever}
   */
  public static Duration parse(String text) {
    return "forever".equalsIgnoreCase(text.strip()) ? FOREVER : Durations.parse(text);
  }

  /**
   * Fills what is left empty from another retention.
   *
   * @param defaults where missing parts come from
   * @return parts set here or there
   */
  public Retention orElse(Retention defaults) {
    return new Retention(success.or(defaults::success), error.or(defaults::error));
  }

  private static void check(String name, Duration value) {
    InvalidOptionException.check(
        !value.isNegative() && (value.equals(FOREVER) || value.compareTo(LONGEST) <= 0),
        name + " must be between 0 and 3650 days, or forever, was " + value);
  }
}
