package dev.holdfast.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations written as text, the same way everywhere: in code, annotations and over HTTP. */
public final class Durations {

  /** The longest sleep, wait, back-off and step timeout. */
  public static final Duration ONE_YEAR = Duration.ofDays(365);

  private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

  private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]+)");

  private static final Map<String, Duration> UNITS =
      Map.ofEntries(
          Map.entry("ms", Duration.ofMillis(1)),
          Map.entry("millisecond", Duration.ofMillis(1)),
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("sec", Duration.ofSeconds(1)),
          Map.entry("second", Duration.ofSeconds(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("min", Duration.ofMinutes(1)),
          Map.entry("minute", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("hr", Duration.ofHours(1)),
          Map.entry("hour", Duration.ofHours(1)),
          Map.entry("d", Duration.ofDays(1)),
          Map.entry("day", Duration.ofDays(1)),
          Map.entry("w", Duration.ofDays(7)),
          Map.entry("week", Duration.ofDays(7)),
          Map.entry("month", Duration.ofDays(30)),
          Map.entry("y", Duration.ofHours(8_766)),
          Map.entry("year", Duration.ofHours(8_766)));

  private Durations() {}

  /**
   * Reads a duration: a decimal number and a unit ({@code "30s"}, {@code "1.5 hours"}, {@code "7
   * days"}; a month has 30 days, a year 365.25), or ISO-8601 ({@code "PT24H"}). Case and blanks
   * around do not matter.
   *
   * @param text the text to read
   * @return the duration in whole milliseconds, rounded up
   * @throws InvalidDurationException {@code duration.invalid} for anything else, naming the text
   *     and the accepted forms
   */
  public static Duration parse(String text) {
    String normalized = text.strip().toLowerCase(Locale.ROOT);
    try {
      Duration duration =
          normalized.startsWith("p") ? Duration.parse(normalized) : quantity(text, normalized);
      if (duration.isNegative()) {
        throw new InvalidDurationException(text);
      }
      return roundedUp(duration);
    } catch (DateTimeException | ArithmeticException e) {
      throw new InvalidDurationException(text, e);
    }
  }

  /**
   * Rounds a duration up to whole milliseconds, the precision in which durations are kept.
   *
   * @param duration zero or more
   * @return the same or up to a millisecond more
   */
  public static Duration roundedUp(Duration duration) {
    Duration whole = Duration.ofMillis(duration.toMillis());
    return whole.equals(duration) ? whole : whole.plusMillis(1);
  }

  /** Returns an option as it is kept: in whole milliseconds, as many as a long can count. */
  static Duration kept(Duration value) {
    return value.compareTo(LONGEST) < 0 ? roundedUp(value) : LONGEST;
  }

  private static Duration quantity(String text, String normalized) {
    Matcher matcher = QUANTITY.matcher(normalized);
    if (!matcher.matches()) {
      throw new InvalidDurationException(text);
    }
    Duration unit = unit(text, matcher.group(2));
    BigDecimal millis =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit.toMillis()));
    return Duration.ofMillis(millis.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  private static Duration unit(String text, String name) {
    String singular =
        name.length() > 2 && name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    Duration unit = UNITS.get(singular);
    if (unit == null) {
      throw new InvalidDurationException(text);
    }
    return unit;
  }

  static void checkNotNegative(String what, Duration value) {
    InvalidOptionException.check(!value.isNegative(), what + " must not be negative, was " + value);
  }

  static void checkPositive(String what, Duration value) {
    InvalidOptionException.check(
        !value.isNegative() && !value.isZero(), what + " must be more than zero, was " + value);
  }

  static void checkAtMostOneYear(String what, Duration value) {
    InvalidOptionException.check(
        value.compareTo(ONE_YEAR) <= 0, what + " must be at most 365 days, was " + value);
  }
}
